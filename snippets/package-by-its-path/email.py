SENDER = "shop@example.com"
