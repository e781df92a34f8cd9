FEE = 5


def cost(parcels):
    return parcels * FEE
