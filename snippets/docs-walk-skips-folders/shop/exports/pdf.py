SUFFIX = ".pdf"
