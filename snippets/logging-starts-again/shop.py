import logging

log = logging.getLogger("shop")


def sell(item):
    log.warning("sold: %s", item)
