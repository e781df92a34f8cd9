FEE = 500


def cost(parcels):
    return f"{FEE * parcels / 100:.2f} EUR"
