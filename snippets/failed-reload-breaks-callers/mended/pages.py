def heading(title, level):
    return "#" * level + title.upper()


STYLES = {"cover": {"indent": 4}}
STYLES["back"] = {"indent": 8}


def cover(title):
    return " " * STYLES["cover"]["indent"] + heading(title, 1)
