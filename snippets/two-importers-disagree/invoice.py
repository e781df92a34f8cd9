import settings


def label(price):
    return f"{price} {settings.currency}"
