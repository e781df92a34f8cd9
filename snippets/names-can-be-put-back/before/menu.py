SOUP = 4
DRINKS = {"tea": 3}
