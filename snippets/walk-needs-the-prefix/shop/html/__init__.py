ENCODING = "utf-8"
