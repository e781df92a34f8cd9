def cost(parcels):
    return 6 * parcels
