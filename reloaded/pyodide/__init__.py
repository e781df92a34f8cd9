"""The playground's other half: the runtime that pages start, and what sessions do in it."""
