try:
    import redis
except ImportError:
    redis = None


def connect():
    if redis is None:
        return {}
    return redis.Redis(host="localhost")
