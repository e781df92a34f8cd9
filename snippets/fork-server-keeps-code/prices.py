def tea():
    return 3
