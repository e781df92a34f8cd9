from . import prices, rates
