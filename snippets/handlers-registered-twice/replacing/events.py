handlers = {}


def on_order(handler):
    handlers[handler.__module__, handler.__qualname__] = handler
    return handler
