import sys
from importlib import reload

runs = globals().get("runs", 0) + 1
print("run", runs, "as", __name__)

if runs == 1:
    reload(sys.modules["__main__"])
