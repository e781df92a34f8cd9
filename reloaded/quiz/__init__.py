"""The question bank: questions about claims, each of whose options is executed.

`reading` makes a `Bank` of the files in `quizzes/`; `right_answers` finds out, on an interpreter,
which options are right. What an interpreter printed decides
which option is right. What an author expects decides nothing; but where the bank shows it (in a
reason, at the end of a proof, in a list of answers), and it is not so, the question is wrong.
"""
