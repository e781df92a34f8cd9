import gate

gate.both.wait()

import customers

gate.seen.append(hasattr(customers, "READY"))
READY = True
