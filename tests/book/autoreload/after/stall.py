PLACE = "new"
STREET = "Mint Street"
