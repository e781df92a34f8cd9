"""Draws what the names of a session refer to, from a run of that session.

`recorder` and `witness` run inside the session's interpreter, `recording` asks them after each step
and `check` holds their answers against a proof. `frames`, `captions`, `layout`, `draw` and `figure`
turn a recording into HTML; they run nothing.
"""
