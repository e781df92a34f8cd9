from . import customers, orders
