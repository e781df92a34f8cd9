import events


@events.on_order
def confirm(number):
    return f"Order {number} received"
