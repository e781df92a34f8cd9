from formats import register

register(__name__)
SUFFIXES = [".csv", ".ods"]
