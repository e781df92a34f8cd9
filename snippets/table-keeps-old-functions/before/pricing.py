def reduced(cents, percent=20):
    return cents * (100 - percent) // 100
