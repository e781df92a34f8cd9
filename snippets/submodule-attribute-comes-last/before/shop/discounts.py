import shop.cart

cart = shop.cart


def apply(amount):
    return f"{amount * 90 // 100} {cart.CURRENCY}"
