import sys

import prices

for line in sys.stdin:
    print(prices.gross(int(line)), flush=True)
