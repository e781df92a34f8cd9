HOLIDAYS = ["1 May"]
