from importlib import reload

import legacy

print("first reload")
reload(legacy)

print("second reload")
del legacy.__warningregistry__
reload(legacy)
