import pickle


class Invoice:
    def __init__(self, net):
        self.net = net


if __name__ == "__main__":
    with open("last.pickle", "wb") as file:
        pickle.dump(Invoice(100), file)
