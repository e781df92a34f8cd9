import sys


def check(page):
    return "2019" not in page


def main():
    return 0 if all(map(check, sys.argv[1:])) else 1


sys.exit(main())
