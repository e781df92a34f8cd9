import sys

import __main__

print("entry:", __name__ in sys.modules)
print("attribute:", hasattr(sys.modules["shop"], "prices"))
print("name:", __main__.shop)
