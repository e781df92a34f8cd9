from importlib import import_module

for name in ["links", "spelling", "dates", "images"]:
    try:
        import_module(name)
    except Exception as error:
        print(f"{name}: skipped, {error}")
    else:
        print(f"{name}: loaded")
print("all checks are loaded")
