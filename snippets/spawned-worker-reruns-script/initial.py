from multiprocessing import get_context

RATE = 1


def by_module():
    import __main__

    __main__.RATE = 2


def by_global():
    global RATE
    RATE = 3


def rate():
    return RATE


if __name__ == "__main__":
    for initializer in (by_module, by_global):
        with get_context("spawn").Pool(1, initializer) as pool:
            print(initializer.__name__, pool.apply(rate))
