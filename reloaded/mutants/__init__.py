"""Breaks sessions in every way that their proofs should notice.

`model` is a mutant, `expectations`, `edits`, `ineffective` and `gates` make them, `make` has them
all; `judge` finds out which of them go unnoticed, `equivalents` knows those that may, and `report`
tells a person.
"""
