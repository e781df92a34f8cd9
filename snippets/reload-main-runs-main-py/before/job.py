import sys
from importlib import reload

try:
    reload(sys.modules["__main__"])
except ImportError as error:
    print(error)
