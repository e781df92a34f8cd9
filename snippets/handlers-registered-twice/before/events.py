handlers = []


def on_order(handler):
    handlers.append(handler)
    return handler
