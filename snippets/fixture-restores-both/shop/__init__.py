from . import config


def banner():
    return "debug" if config.DEBUG else "live"
