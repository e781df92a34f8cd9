import logging


def start(config=None):
    if config:
        import logging.config

        logging.config.dictConfig(config)
    return logging.getLogger("shop")
