"""Draws what the names of a session refer to, from a run of that session.

The recorder and its probe run inside the session's interpreter (`reloaded/guest/`);
`record_session` asks them after each step, and `check` holds their answers against a proof.
`frames`, `captions`, `layout`, `draw` and `strip` turn a recording into HTML; they run nothing.
"""
