def send(text):
    return "sent with care: " + text
