import events


@events.on_order
def confirm(number):
    return f"Thank you for order {number}"
