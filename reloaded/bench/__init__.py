"""What a session costs beside a bare start: `command`, and `peers` that run the same documents."""
