BASE = 6
PER_KILO, PER_METRE = 2.5, 4


def cost(kilos):
    return BASE + kilos * PER_KILO
