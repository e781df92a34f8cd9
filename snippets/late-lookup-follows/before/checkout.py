import shipping

BY_FUNCTION = {"parcel": shipping.cost}
BY_NAME = {"parcel": lambda parcels: shipping.cost(parcels)}
