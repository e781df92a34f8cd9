COLUMNS = ["name"]

if __name__ == "__main__":
    print("printing", COLUMNS)
