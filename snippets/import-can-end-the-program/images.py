def check(page):
    return "![](" not in page
