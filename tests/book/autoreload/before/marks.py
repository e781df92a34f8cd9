def marked(function):
    def wrapper():
        return "old " + function()

    return wrapper


@marked
def mark():
    return "mark"
