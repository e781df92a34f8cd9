print("running exports/pdf/fonts.py")
