import gc

from namespaces import namespaces


def holders(target, depth=3):
    owners = {id(space): name for name, space in namespaces().items()}
    found, level = set(), [target]
    for _ in range(depth):
        above = []
        for thing in level:
            for holder in gc.get_referrers(thing):
                if owner := owners.get(id(holder)):
                    names = [one for one in holder if holder[one] is thing]
                    found.update(f"{owner}.{name}" for name in names)
                else:
                    above.append(holder)
        level = above
    return sorted(found)
