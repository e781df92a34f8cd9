WRAPPING = "red paper"
