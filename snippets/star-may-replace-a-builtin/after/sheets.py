def add(cells):
    return sum(float(cell) for cell in cells)


def round(number):
    return int(number + 0.5)
