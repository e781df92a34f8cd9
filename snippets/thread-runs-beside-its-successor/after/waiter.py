import threading

import kitchen


def serve():
    kitchen.bell.wait()
    kitchen.heard.append("Dinner is served")


threading.Thread(target=serve, name="waiter", daemon=True).start()
