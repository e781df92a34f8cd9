from pathlib import Path


def reload(module):
    path = module.__file__
    source = Path(path).read_bytes()
    code = compile(source, path, "exec", dont_inherit=True)
    exec(code, vars(module))
    return module
