"""The Pythons: `find_pythons`, `environments` that sessions get, and `processes` that are started.

`gates` tells for which of them a fence speaks.
"""
