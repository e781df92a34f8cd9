HANDLERS = {}


def register(name, handler):
    HANDLERS[name] = handler
