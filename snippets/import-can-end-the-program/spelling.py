raise ImportError("there is no dictionary", name=__name__)
