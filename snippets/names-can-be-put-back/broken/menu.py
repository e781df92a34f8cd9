SOUP = 5
CAKE = 4
DRINKS = {}
DRINKS["tea"]["large"] = 5
