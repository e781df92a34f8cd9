import registry

registry.FORMATS.append("pdf")
PAGE_WIDTH = int("A4")
