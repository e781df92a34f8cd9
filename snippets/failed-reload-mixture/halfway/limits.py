MAX_SIZE = 50
MAX_AGE = int("60 days")
