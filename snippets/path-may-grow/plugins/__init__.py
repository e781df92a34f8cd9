commands = {}
