print("running shop")
