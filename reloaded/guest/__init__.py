"""What runs inside the interpreter that a page tells about: the standard library alone.

It imports nothing of ours, and whatever needs it passes its source on: `runner` types a session's
lines, `namespace_recorder` sees what names refer to, and `probe` asks the session itself whether
that is true. `fork_programs` runs many small programs for the price of one start.
"""
