SIZES = {}
for power, unit in enumerate(["B", "KB", "MB"]):
    SIZES[unit] = 1024**power


def megabytes(count):
    return count * SIZES["MB"]


LARGEST = megabytes(5)
