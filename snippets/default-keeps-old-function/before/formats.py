def line(name):
    return "* " + name
