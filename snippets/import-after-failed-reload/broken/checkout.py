import tariffs


def shipping(kilos):
    return f"{tariffs.cost(kilos)} EUR"
