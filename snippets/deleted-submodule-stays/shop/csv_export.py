def export(rows):
    return len(rows)
