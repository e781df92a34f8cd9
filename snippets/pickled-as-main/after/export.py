import pickle

from billing import Invoice

with open("last.pickle", "wb") as file:
    pickle.dump(Invoice(100), file)
