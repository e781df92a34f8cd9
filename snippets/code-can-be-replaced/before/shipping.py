def cost(parcels):
    return 5 * parcels
