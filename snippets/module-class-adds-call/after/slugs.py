SEEN = []


def slugify(text):
    SEEN.append(text)
    return "_".join(text.lower().split())
