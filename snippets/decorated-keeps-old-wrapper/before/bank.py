import audit


@audit.audited
def pay(cents):
    return f"paid {cents}"
