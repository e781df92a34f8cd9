from . import commands

commands["my own check"] = str.istitle
