def save():
    print("saving JSON")
