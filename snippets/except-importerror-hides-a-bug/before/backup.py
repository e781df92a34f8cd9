try:
    import fastzip as zipper
except ImportError:
    import zlib as zipper


def engine():
    return zipper.__name__
