RATE = 1.25


def to_dollars(euros):
    return euros * RATE


if __name__ == "__main__":
    print("100 EUR are", to_dollars(100), "USD")
