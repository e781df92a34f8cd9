import prices


def cheaper(function):
    return lambda: function() - 1


prices.tea = cheaper(prices.tea)
