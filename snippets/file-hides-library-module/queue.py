WAITING = ["Anna", "Ben"]
