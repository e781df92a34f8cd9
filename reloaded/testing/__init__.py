"""The pytest `plugin`: `chapters` makes tests of the steps of claims, `questions` of the bank."""
