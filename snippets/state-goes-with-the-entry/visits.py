if "COUNTS" not in globals():
    COUNTS = {}


def visit(page):
    COUNTS[page] = COUNTS.get(page, 0) + 1
    return COUNTS[page]
