import random

print(random.choice(["tea"]))
