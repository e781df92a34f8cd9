from mails import send


def confirm(order):
    return send(order["customer"])
