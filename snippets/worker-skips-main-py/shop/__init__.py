BOX = "a small box"
