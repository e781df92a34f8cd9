"""Breaks the machinery, and tells which breakages its tests do not notice: `.ci/mutation --help`.

The modules, from the top down: `command` reads the command line, `trial` tries the mutants of a
module, `checkout` is a copy of the project in which one is tried, and `warm` runs tests there.
`mutants` finds what can be broken, `explanations` holds survivors against what `.ci/mutation.toml`
says of them, and `model` has the values that the others pass on.
"""
