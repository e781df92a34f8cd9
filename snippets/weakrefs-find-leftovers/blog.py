import slugs

FILTERS = {"slug": slugs.slugify}


def link(title, slugify=slugs.slugify):
    return "/blog/" + slugify(title)
