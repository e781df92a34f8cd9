"""The machinery of a book whose every claim is executed.

A chapter is parsed into sessions, a session is run on an interpreter, and what it printed
is the proof that the page shows. The rooms, from the outside in:

`markdown`      the Python-Markdown extension that renders claims, questions and pictures
`quiz`          the bank: questions, whose options are sessions too
`exports`       the bank for other programs
`pictures`      what the names of a session refer to, drawn
`pyodide`       the same sessions in Pyodide, for the Run buttons and the playground
`mutation`      ways to break the book, each of which a check must notice
`testing`       claims and questions as tests of pytest
`audit`         what the book says around its sessions, and the verdicts on it
`session`       Markdown to sessions, sessions to proofs
`interpreters`  the Pythons, and the clean environment that each session gets
`guest`         runs inside the interpreter that is being told about; knows nobody
"""

__version__ = "0.1.0"
