class Redis:
    """A connection to a server."""
