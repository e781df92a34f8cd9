FEE = 6


def cost(parcels):
    return parcels * FEE
