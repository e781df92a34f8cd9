HOLIDAYS = ["1 May", "3 October"]
