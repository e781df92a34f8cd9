def breadcrumb(*parts):
    return " / ".join(str(part) for part in parts)
