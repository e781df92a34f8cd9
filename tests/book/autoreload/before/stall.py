PLACE = "old"
