from shop import BOX


def pack():
    print("packed into", BOX, flush=True)
