import plugins


class Stars(plugins.Plugin):
    def frame(self, text):
        return "* " + text + " *"
