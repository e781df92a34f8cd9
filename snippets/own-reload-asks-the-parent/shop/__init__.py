NAME = "Tea & Co."
