"""Breaks sessions and questions in every way that their proofs should notice.

`model` is a mutant; `break_expectations`, `break_edits`, `break_gates` and `ineffective` make them,
`all_mutants` has those of a session, and `break_questions` those of a question. `survivors` finds
out which of them go unnoticed, `equivalents` knows those that may, and `report` tells a person.
"""
