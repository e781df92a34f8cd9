def export(text):
    return text.lower()
