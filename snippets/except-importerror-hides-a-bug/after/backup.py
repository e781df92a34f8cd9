try:
    import fastzip as zipper
except ModuleNotFoundError as error:
    if error.name != "fastzip":
        raise
    import zlib as zipper


def engine():
    return zipper.__name__
