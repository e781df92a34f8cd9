import events

events.HANDLERS.append("till")


def word():
    return "old"


def other():
    return "old"
