MAX_SIZE = int("50 MB")
