import events

if "seen" not in globals():
    seen = []


@events.subscribe
def record(order):
    seen.append(order)
    return len(seen)
