from multiprocessing import get_context, set_forkserver_preload
from pathlib import Path

import prices


def quote():
    return prices.tea()


def ask_new_worker():
    with get_context("forkserver").Pool(1) as pool:
        print("a worker says", pool.apply(quote))


if __name__ == "__main__":
    ask_new_worker()
    set_forkserver_preload([])
    Path("prices.py").write_text("def tea():\n    return 10\n")
    ask_new_worker()
