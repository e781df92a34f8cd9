"""IPython's `%autoreload`, in a shell without a terminal."""

import logging
import sys

from IPython.core.interactiveshell import InteractiveShell

mode, *cells_before_the_edit = sys.argv[1:]


class Reports(logging.Handler):
    """By module: the error that its reload has raised."""

    def __init__(self):
        super().__init__()
        self.by_module = {}

    def emit(self, record):
        module = record.getMessage().split("'")[1]
        self.by_module[module] = record.exc_info[0].__name__


reports = Reports()
logging.getLogger("autoreload").addHandler(reports)
shell = InteractiveShell.instance()
shell.run_cell(f"%load_ext autoreload\n%autoreload {mode}")
shell.run_cell("import client, stall\nfrom shop import RATE\nPLACE = 'mine'")
client = sys.modules["client"]
client.fill(shell.user_ns)
for cell in cells_before_the_edit:
    shell.run_cell(cell)
for _ in client.save():
    pass
shell.run_cell("pass")  # IPython looks for edits before each cell

mine = shell.user_ns["PLACE"]
client.tell(
    reports.by_module,
    {
        "a name that the edit adds to `stall`, in a notebook with `import stall`": (
            "there" if "STREET" in shell.user_ns else "absent"
        ),
        "your variable with the name of a constant of `stall`": (
            "kept" if mine == "mine" else "overwritten"
        ),
    },
)
