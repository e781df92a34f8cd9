import ast
from importlib.util import resolve_name


def imports_of(module, known):
    source = module.__loader__.get_source(module.__name__) or ""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            path = "." * node.level + (node.module or "")
            base = resolve_name(path, module.__package__)
            for alias in node.names:
                name = f"{base}.{alias.name}"
                yield name if name in known else base
