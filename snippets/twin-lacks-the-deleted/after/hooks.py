def on_save(text):
    return text.strip().lower()
