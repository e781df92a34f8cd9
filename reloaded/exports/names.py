"""What the files are called; known without the libraries that write them."""

STEM = "modules-reloaded"
"""The beginning of each file's name."""

NAMES = {
    "anki": ("apkg", "Anki deck"),
    "moodle": ("xml", "Moodle XML"),
    "gift": ("gift.txt", "GIFT"),
    "qti": ("qti.zip", "QTI 2.1 package"),
}
"""By format: the end of the file's name, and what people call it."""
