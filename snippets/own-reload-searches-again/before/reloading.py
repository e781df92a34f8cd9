def reload(module):
    with open(module.__file__) as file:
        code = compile(file.read(), module.__file__, "exec")
    exec(code, vars(module))
    return module
