from . import commands

commands["built-in check"] = str.islower
