import os
from importlib.util import find_spec
from pathlib import Path


def write_within_one_tick(path, text):
    file = Path(path)
    assert find_spec(file.stem) is None
    listed = file.parent.stat()
    file.write_text(text)
    os.utime(file.parent, ns=(listed.st_atime_ns, listed.st_mtime_ns))
