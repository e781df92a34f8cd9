print("running exports/csv.py")
