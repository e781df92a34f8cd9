import json

from shop import prices

TITLE = json.dumps(prices.TEA)
