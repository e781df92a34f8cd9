from functools import lru_cache


@lru_cache
def rate():
    return "new"
