def slugify(text):
    return text.lower().replace(" ", "-")


def __call__(text):
    return slugify(text)


def __getattr__(name):
    if name == "make_slug":
        return slugify
    raise AttributeError(f"module {__name__} has no {name}")


def __dir__():
    return ["slugify"]
