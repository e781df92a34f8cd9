SENDER = "orders@example.com"
