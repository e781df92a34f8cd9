"""Answers a question in words, and a pasted traceback, out of what the book holds.

`index` is what the book can be asked. The scripts in `reloaded/ask/scripts/` look in it: in
the page, and, run by `engine`, in a terminal and in the tests, so that all of them answer alike.

`model` is what the book knows of an error message, and `messages` reads it from `docs/messages/`;
`message_table` reads one table of those files, and `patterns` refuses a regular expression that
Python and JavaScript would read differently, or that could take forever. `triggers` runs the
programs that print messages, and `recognised` is what the script of a page needs of them.
"""
