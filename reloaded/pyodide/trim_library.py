"""Makes a standard library that starts fast and is small: run inside Pyodide by `trim_library.mjs`.

What the boot and a first statement import becomes bytecode, which need not be compiled; the rest
stays source. What the boot imports in vain is stood in for (`stub_modules.py`). What cannot work in
a browser, or has no use at a prompt there, is left out. The same Pyodide gives the same bytes:
entries are sorted and have one date, and bytecode is of the kind that is trusted without a look at
its source (PEP 552).
"""

import importlib._bootstrap_external as external
import sys
import zipfile

STOCK = "/lib/python314.zip"
STANDINS = "/stub_modules.py"

WANTED = """
    _colorize ast atexit code collections.abc contextlib dataclasses enum functools importlib
    importlib.abc importlib.machinery importlib.metadata importlib.resources importlib.util inspect
    itertools json linecache operator pathlib pkgutil pprint re runpy string textwrap threading
    tokenize traceback types typing warnings weakref
""".split()
"""What sessions import, or a traceback does."""

SHOWN = ("importlib/__init__.py",)
"""Those whose source is kept beside the bytecode: tracebacks quote its lines."""

LEFT_OUT = (
    "__phello__/ _aix_support _android_support _apple_support _ios_support _osx_support"
    " _pydatetime.py _pydecimal.py _pyio.py _pylong.py _pyrepl/ _sysconfigdata cProfile.py"
    " compression/zstd/ concurrent/futures/process.py concurrent/interpreters/ ctypes/ curses/ dbm/"
    " ensurepip/ ftplib.py idlelib/ imaplib.py lib2to3/ mailbox.py multiprocessing/ nturl2path.py"
    " pdb.py pickletools.py poplib.py profile.py profiling/ pstats.py pty.py pydoc.py pydoc_data/"
    " smtplib.py sqlite3/ ssl.py subprocess.py tarfile.py telnetlib.py test/"
    " this.py tkinter/ turtle.py turtledemo/ venv/ webbrowser.py wsgiref/ xmlrpc/"
    " zoneinfo/ encodings/big5 encodings/charmap encodings/cp encodings/euc encodings/gb"
    " encodings/hp encodings/hz encodings/iso encodings/johab encodings/koi encodings/kz"
    " encodings/mac encodings/palmos encodings/ptcp encodings/shift encodings/tis"
).split()
"""How the names of what is left out begin."""


UNMISSED = ("bz2.py", "compression/zstd/", "lzma.py")
"""Left out although the boot imports them: `shutil` and `zipfile` do so only if they are there."""

KEPT = ("encodings/cp437.py",)
"""Exceptions: `zipfile` reads the names in an archive with this one."""


def main() -> None:
    """Write `/library.zip`."""
    for name in WANTED:
        __import__(name)
    hot = {
        place.removeprefix(STOCK + "/")
        for module in list(sys.modules.values())
        if (place := str(getattr(module, "__file__", "") or "")).startswith(STOCK)
    }
    with zipfile.ZipFile(STOCK) as stock, zipfile.ZipFile("/library.zip", "w") as library:
        for name in sorted(stock.namelist()):
            if (
                name.endswith("/")
                or name.startswith(UNMISSED)
                or (name.startswith(tuple(LEFT_OUT)) and name not in hot and name not in KEPT)
            ):
                continue
            data = stock.read(name)
            if name in hot and name.endswith(".py"):
                add(library, name + "c", bytecode(name, data))
            if name not in hot or name in SHOWN:
                add(library, name, data)
        with open(STANDINS, "rb") as file:
            add(library, "sitecustomize.pyc", bytecode("sitecustomize.py", file.read()))


def bytecode(name: str, source: bytes) -> bytes:
    """Compile a module as if from its place in the stock library."""
    code = compile(source, f"{STOCK}/{name}", "exec", dont_inherit=True)
    pyc = external._code_to_hash_pyc(code, bytes(8), checked=False)  # type: ignore[attr-defined]
    return bytes(pyc)


def add(library: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file that was last changed on the first day that a zip can tell.

    Args:
        library: a zip file that is being written.
        name: of the entry, with forward slashes.
        data: what it holds.
    """
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    library.writestr(entry, data, compresslevel=9)


main()
