def before_save(text):
    return text.strip()


def export(text):
    return text.upper()
