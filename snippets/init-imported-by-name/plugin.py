from registry.__init__ import register

register("tea", "steep for 3 minutes")
