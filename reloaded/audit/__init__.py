"""The audit of what the book says around its sessions: every statement has a verdict, or is open.

`statements` takes pages and the bank apart into sentences that could be false; `verdicts` keeps, by
the words of a sentence, what stands behind it; `evidence` tells whether that still stands; `ledger`
brings the three together, for the command `python -m reloaded audit` and for the fold at the end of
each page.
"""
