def marked(function):
    def wrapper():
        return "new " + function()

    return wrapper


@marked
def mark():
    return "mark"
