import threading

import kitchen


def serve():
    kitchen.bell.wait()
    kitchen.heard.append("Soup is ready")


threading.Thread(target=serve, name="waiter", daemon=True).start()
