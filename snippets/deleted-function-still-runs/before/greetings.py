def hello():
    return "hello"


def goodbye():
    return "goodbye"
