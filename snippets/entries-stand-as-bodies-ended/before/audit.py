def check(euros):
    return euros > 0
