def tea():
    return 300
