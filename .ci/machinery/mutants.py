"""Finds in how many ways a module can be broken."""

from __future__ import annotations

import ast
import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.operators.provider import OperatorProvider
from parso.python.tree import ClassOrFunc, ExprStmt, Function, Lambda, Name
from parso.tree import BaseNode, NodeOrLeaf

from machinery.model import Key, Mutant


def mutants_of(file: Path) -> tuple[list[Mutant], int]:
    """Every mutant of a module, and how many are left out.

    These are mutants of annotations that are never evaluated, and of exceptions with a dotted name,
    which cosmic-ray takes for one word: it stops, or writes what is no name.
    """
    dead = list(unused_annotations(file.read_text(encoding="utf-8")))
    nodes = list(ast_nodes(get_ast_from_path(file)))
    mutants: list[Mutant] = []
    left_out = 0
    provider = OperatorProvider()
    for name in provider:
        if provider[name].arguments():
            continue  # it needs to be told which variables depend on each other
        operator = provider[name]()
        places = ((node, start) for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, (node, start) in enumerate(places):
            if any(first <= start < last for first, last in dead) or is_dotted(name, node, start):
                left_out += 1
            else:
                key = Key(place_of(node), name)
                mutants.append(Mutant(key, occurrence, start[0]))
    return sorted(numbered(mutants), key=lambda one: one.line), left_out


def is_dotted(operator: str, node: BaseNode, start: tuple[int, int]) -> bool:
    """Whether a mutant would replace an exception that is an attribute, such as `re.error`."""
    if operator != "ExceptionReplacer":
        return False
    leaf = node.get_first_leaf()  # type: ignore[no-untyped-call]  # parso has no types
    while leaf.start_pos < start:
        leaf = leaf.get_next_leaf()
    return leaf.parent.type in ("atom_expr", "trailer")


def numbered(mutants: list[Mutant]) -> Iterator[Mutant]:
    """Yield mutants with their positions among those of one operator in one function."""
    totals = Counter(one.key for one in mutants)
    seen = Counter[Key]()
    for one in mutants:
        seen[one.key] += 1
        key = replace(one.key, position=seen[one.key], total=totals[one.key])
        yield replace(one, key=key)


def place_of(node: NodeOrLeaf) -> str:
    """The function that holds a node, or outside of any the name that is set there.

    Args:
        node: any of a module's.

    Returns:
        With the functions and classes around it, joined by dots; empty for a bare statement.
    """
    around: list[BaseNode] = []
    while parent := (around[0] if around else node).parent:
        around.insert(0, parent)
    named = [one for one in around if isinstance(one, ClassOrFunc) and not isinstance(one, Lambda)]
    names = [one.name.value for one in named]
    if not any(isinstance(one, Function) for one in named):
        set_here = [one.children[0] for one in around if isinstance(one, ExprStmt)]
        names += [one.value for one in set_here if isinstance(one, Name)]
    return ".".join(names)


def unused_annotations(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations stand that no interpreter evaluates: from one place up to another."""
    if "from __future__ import annotations" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        for name in ("annotation", "returns"):
            if isinstance(one := getattr(node, name, None), ast.expr):
                yield (
                    (one.lineno, one.col_offset),
                    (one.end_lineno or one.lineno, one.end_col_offset or one.col_offset),
                )


def changed(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines that differ, without indentation: the old ones and the new ones."""
    whole, broken = before.splitlines(), after.splitlines()
    old: list[str] = []
    new: list[str] = []
    for tag, start, end, first, last in difflib.SequenceMatcher(None, whole, broken).get_opcodes():
        if tag != "equal":
            old += whole[start:end]
            new += broken[first:last]
    return tuple(map(str.strip, old)), tuple(map(str.strip, new))
