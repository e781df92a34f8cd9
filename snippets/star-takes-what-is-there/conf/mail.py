from conf.base import *


def sender(name):
    return f"{name}@{HOST}"
