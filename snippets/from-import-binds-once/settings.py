DEBUG = False
MASKED = ["password"]


def switch_debug(on):
    global DEBUG
    DEBUG = on
