print("running", __file__)
