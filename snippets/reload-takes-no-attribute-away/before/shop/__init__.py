"""A package that sells tea."""
