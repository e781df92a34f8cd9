import events


@events.on_order
def pack(number):
    return f"We pack order {number}"
