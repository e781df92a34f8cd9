from . import commands

commands["count"] = lambda text: len(text.split())
