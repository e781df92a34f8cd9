"""From Markdown to sessions, and from sessions to proofs.

`scan` finds fences, `prompts` and `fences` give them meaning, `chapter` ties them to claims, and
`model` is what comes out. `live` talks to an interpreter, `compare` judges, `proof` does both for a
whole session, and `report` keeps the result.
"""
