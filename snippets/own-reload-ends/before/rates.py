import reloading

if "FACTOR" in globals():
    import rates

    reloading.reload(rates)
FACTOR = 2
