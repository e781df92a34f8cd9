WAITING = [""][:0]
