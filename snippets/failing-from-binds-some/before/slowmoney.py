def parse(text):
    return float(text)


def show(euros):
    return f"{euros:.2f} EUR"
