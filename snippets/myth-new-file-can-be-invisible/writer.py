import os
from pathlib import Path


def write_within_one_tick(path, text):
    folder = Path(path).parent
    listed = folder.stat()
    Path(path).write_text(text)
    os.utime(folder, ns=(listed.st_atime_ns, listed.st_mtime_ns))
