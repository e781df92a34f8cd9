def send(address):
    return f"sent to {address}"
