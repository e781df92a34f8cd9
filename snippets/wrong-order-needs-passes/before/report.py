from prices import TEA

LINE = f"tea {TEA}"
