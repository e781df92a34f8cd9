from multiprocessing import get_context
from pathlib import Path

import prices

print("running as", __name__, flush=True)


def quote():
    return prices.tea()


def ask_new_worker(method):
    with get_context(method).Pool(1) as pool:
        print(method, "says", pool.apply(quote), flush=True)


if __name__ == "__main__":
    ask_new_worker("forkserver")
    Path("prices.py").write_text("def tea():\n    return 10\n")
    ask_new_worker("forkserver")
    ask_new_worker("spawn")
