SOUP = 5
CAKE = 4
DRINKS = {"tea": {"large": 5}}
