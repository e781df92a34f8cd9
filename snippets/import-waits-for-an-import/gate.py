from threading import Event

inside, go = Event(), Event()


def ready():
    import stock

    return hasattr(stock, "READY")
