def on_save(text):
    return text.strip()


def on_close():
    return "closed"
