BASE = 5
PER_KILO = 2


def cost(kilos):
    return BASE + kilos * PER_KILO
