from . import customers, invoices, orders
