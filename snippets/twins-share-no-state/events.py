handlers = []


def subscribe(handler):
    handlers.append(handler)
    return handler


def emit(order):
    return [handler(order) for handler in handlers]
