RETRIES = 3


def run(name):
    return f"{name} is done"
