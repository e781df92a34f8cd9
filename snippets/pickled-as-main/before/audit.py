import pickle

with open("last.pickle", "rb") as file:
    invoice = pickle.load(file)
print(invoice.net, type(invoice))
