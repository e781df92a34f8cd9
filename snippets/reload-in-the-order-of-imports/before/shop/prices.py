NET = 300


def tea():
    return NET
