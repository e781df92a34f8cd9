"""The question bank: questions about claims, each of whose options is executed.

`reading` makes a `Bank` of the files in `quizzes/`; `judge` finds out, on an interpreter, which
options are right; `collecting` turns that into pytest's nodes. Nobody writes down which option is
right: it is computed from what an interpreter printed.
"""
