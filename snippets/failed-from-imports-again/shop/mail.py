print("running mail")
from shop.orders import SENDER


def send(letter):
    return f"{SENDER}: {letter}"
