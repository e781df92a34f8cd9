print("running exports/pdf/__init__.py")
