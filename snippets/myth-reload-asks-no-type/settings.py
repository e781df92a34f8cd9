TIMEOUT = 30


def connect():
    return TIMEOUT
