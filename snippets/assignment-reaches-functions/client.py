TIMEOUT = 30


def fetch(url):
    return f"GET {url}, at most {TIMEOUT} s"


def upload(url, timeout=TIMEOUT):
    return f"PUT {url}, at most {timeout} s"
