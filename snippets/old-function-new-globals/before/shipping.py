FEE = 5


def cost(parcels):
    return f"{FEE * parcels} EUR"
