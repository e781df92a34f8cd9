import queue

print(hasattr(queue, "Queue"))
