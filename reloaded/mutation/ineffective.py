"""Takes the effect from what a session types: reloads, deleted entries and repeated imports.

The rest of the statement and its expected output stay. So a name that it binds is bound, and a
later step does not fail for want of it: what notices the mutant is an output.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from reloaded.mutation.model import Mutant
from reloaded.session.model import Prompt, Session, Step, replaced


def ineffective_steps(session: Session, steps: tuple[Step, ...]) -> Iterator[Mutant]:
    """Each reload, each deletion from `sys.modules` and each repeated import without effect."""
    imported: set[str] = set()
    for step in steps:
        if not isinstance(step, Prompt) or (tree := parsed(step.source)) is None:
            continue
        for node, kind, instead in sorted(effects(tree, imported), key=in_order):
            first, last = place(step.source, node)
            changed = replace(step, source=step.source[:first] + instead + step.source[last:])
            line = step.line + step.source.count("\n", 0, first)
            what = " ".join(step.source[first:last].split())
            yield Mutant(replaced(session, {step: changed}), kind, line, what)
        imported.update(name for node in ast.walk(tree) for name in imports(node))


def effects(tree: ast.AST, imported: set[str]) -> Iterator[tuple[ast.expr | ast.stmt, str, str]]:
    """Find what has an effect: its node, the mutant's kind, and the source that has none."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=function, args=[argument]) if is_reload(function):
                yield node, "reload without effect", ast.unparse(argument)
            case ast.Call(func=ast.Attribute(cache, "pop"), args=[_, *_]) if is_cache(cache):
                yield node, "entry not deleted", ast.unparse(node).replace(".pop(", ".get(", 1)
            case ast.Call(func=ast.Attribute(cache, "clear"), args=[]) if is_cache(cache):
                yield node, "entry not deleted", "None"
            case ast.Delete(targets) if any(map(is_entry, targets)):
                others = [ast.unparse(target) for target in targets if not is_entry(target)]
                yield node, "entry not deleted", f"del {', '.join(others)}" if others else "pass"
            case ast.Import() | ast.ImportFrom() if again := imported.intersection(imports(node)):
                others = [name for name in imports(node) if name not in again]
                yield node, "import not repeated", "; ".join(others) or "pass"


def in_order(effect: tuple[ast.expr | ast.stmt, str, str]) -> tuple[int, int]:
    """Sort by where the node stands."""
    return effect[0].lineno, effect[0].col_offset


def is_reload(function: ast.expr) -> bool:
    """Whether a function is `reload` or `importlib.reload`."""
    return ast.unparse(function) in ("reload", "importlib.reload")


def is_cache(value: ast.expr) -> bool:
    """Whether a value is `sys.modules`."""
    return ast.unparse(value) == "sys.modules"


def is_entry(target: ast.expr) -> bool:
    """Whether the target of a `del` is an entry of `sys.modules`."""
    return isinstance(target, ast.Subscript) and is_cache(target.value)


def imports(node: ast.AST) -> list[str]:
    """What an import statement imports, each name as a statement of its own."""
    match node:
        case ast.Import(names):
            return [ast.unparse(ast.Import([name])) for name in names]
        case ast.ImportFrom(module, names, level):
            return [ast.unparse(ast.ImportFrom(module, [name], level)) for name in names]
    return []


def parsed(source: str) -> ast.AST | None:
    """The statement's tree; None where this Python cannot read it, as another one might."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return None


def place(source: str, node: ast.expr | ast.stmt) -> tuple[int, int]:
    """Where a node's text begins and ends."""
    before = source.splitlines(keepends=True)[: node.lineno]
    first = len("".join(before[:-1])) + len(before[-1].encode()[: node.col_offset].decode())
    return first, first + len(ast.get_source_segment(source, node) or "")
