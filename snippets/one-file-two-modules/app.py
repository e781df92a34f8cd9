from importlib import import_module

COMMANDS = {}


def command(function):
    COMMANDS[function.__name__] = function
    print(f"{function.__name__} goes to {__name__}.COMMANDS")
    return function


if __name__ == "__main__":
    import_module("plugins")
    print(f"{__name__}.COMMANDS holds {sorted(COMMANDS)}")
