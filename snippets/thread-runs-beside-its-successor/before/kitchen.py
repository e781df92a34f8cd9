import threading

bell = threading.Event()
heard = []
