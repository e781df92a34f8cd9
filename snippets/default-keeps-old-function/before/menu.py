import formats


def card(names, line=formats.line):
    return ", ".join(line(name) for name in names)
