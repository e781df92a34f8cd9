"""Remembers results between runs, each under a hash of all that it depends on.

`results` keeps and finds them, `fingerprints` says what an interpreter and our own code are, and
`proofs` puts both to use for sessions.
"""
