from catalog.prices import TEA as TEA
