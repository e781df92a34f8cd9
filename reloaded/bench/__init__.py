"""What a session costs beside a bare start, and what the site's build costs beside Material.

`sessions` is about the first, with `peers` that run the same documents; `site_build` is about the
second, which `builds` copies of the book, larger ones too, and serves them.
"""
