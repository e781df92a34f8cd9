"""From Markdown to sessions, and from sessions to proofs.

`scan` finds fences, `prompts` and `fences` give them meaning, `chapter` ties them to claims, and
`model` is what comes out. `live_prompt` talks to an interpreter, `compare` judges, `run_session`
does both for a whole session, and `proof_store` keeps the result.
"""
