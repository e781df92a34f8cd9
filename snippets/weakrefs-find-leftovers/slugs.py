def clean(title):
    return title.strip().lower()


def slugify(title):
    return clean(title).replace(" ", "-")
