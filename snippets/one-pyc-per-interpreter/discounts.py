def reduced(price, percent):
    assert 0 <= percent <= 100, "not a percentage"
    return price * (100 - percent) // 100
