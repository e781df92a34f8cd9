def run(name):
    return f"{name} is done"
