import logging


def start(config=None):
    if config:
        from logging.config import dictConfig

        dictConfig(config)
    return logging.getLogger("shop")
