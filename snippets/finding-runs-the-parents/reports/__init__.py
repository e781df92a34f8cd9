"""Monthly reports."""

print("connecting to the database")
