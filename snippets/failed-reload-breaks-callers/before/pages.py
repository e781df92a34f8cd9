def heading(title):
    return title.upper()


STYLES = {"cover": {"indent": 4}}
STYLES["back"] = {"indent": 6}


def cover(title):
    return " " * STYLES["cover"]["indent"] + heading(title)
