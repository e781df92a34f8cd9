def tea():
    return 4
