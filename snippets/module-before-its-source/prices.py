print("body: __file__ is", __file__)
TEA = 3
