"""The bank for other programs: each file is the same every time that the bank is the same."""
