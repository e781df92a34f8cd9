WELCOME = "good evening"
