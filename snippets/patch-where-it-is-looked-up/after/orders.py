import mails


def confirm(order):
    return mails.send(order["customer"])
