SUFFIX = ".xlsx"
