print("connecting to the bank")


def charge(cents):
    return "charged"
