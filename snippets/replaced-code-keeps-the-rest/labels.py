def label(price, currency="EUR"):
    return f"{price} {currency}"


def new_label(price, currency="USD"):
    return f"{currency} {price}"


def rounded(digits):
    def price(value):
        return round(value, digits)

    return price
