import payments
from payments import Declined


def buy(cents):
    try:
        payments.charge(cents)
    except Declined:
        return "Please use another card."


def rent(cents):
    try:
        payments.charge(cents)
    except payments.Declined:
        return "Please use another card."
