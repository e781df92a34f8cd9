WRITERS = {}


def writer(suffix):
    def register(function):
        WRITERS[suffix] = function
        print("a writer for", suffix)
        return function

    return register
