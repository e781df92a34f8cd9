print("reading menu.py")
TEA = 3
SOUP = int("4 EUR")
