__all__ = ["HOST", "support"]

import conf.mail

HOST = "shop.example"


def support():
    return conf.mail.sender("support")
