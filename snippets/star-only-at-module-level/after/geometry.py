print("reading geometry.py")


def area(radius):
    from math import pi

    return pi * radius**2
