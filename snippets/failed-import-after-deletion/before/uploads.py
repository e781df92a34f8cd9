def accepts(size):
    import limits

    return size <= limits.MAX_SIZE
