SENDER = "shop@example.com"
SUBJECT = "Your order"
