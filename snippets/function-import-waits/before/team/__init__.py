"""Users and their groups."""
