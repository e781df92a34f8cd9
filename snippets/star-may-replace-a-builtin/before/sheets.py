def add(cells):
    return sum(float(cell) for cell in cells)
