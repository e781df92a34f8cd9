import gate

gate.both.wait()

import orders

gate.seen.append(hasattr(orders, "READY"))
READY = True
