print("running orders")
from shop.mail import send

SENDER = "orders@shop.example"
