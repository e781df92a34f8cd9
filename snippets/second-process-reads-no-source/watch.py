import sys


def show(event, arguments):
    if event == "open" and str(arguments[0]).endswith("prices.py"):
        print("opening", arguments[0])


sys.addaudithook(show)
