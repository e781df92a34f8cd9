def save():
    print("saving plain text")
