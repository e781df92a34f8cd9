class Declined(Exception):
    pass


def charge(cents):
    if cents > 10_000:
        raise Declined(cents)
