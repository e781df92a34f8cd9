TIMEOUT = 30


class Message(str):
    pass


def send(text):
    return Message(f"{text}, sent within {TIMEOUT} s")
