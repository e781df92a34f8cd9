import sys

from prices import TEA

print("tea costs", TEA)
print("found through", sys.path[0])
