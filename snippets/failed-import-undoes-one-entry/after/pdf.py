import registry

registry.FORMATS.append("pdf")
PAGE_WIDTH = 210
