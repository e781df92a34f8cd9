"""watchfiles, which starts a program again when one of its files has changed."""

import os
import signal
import time
from pathlib import Path

import watchfiles

SECOND = Path("second-start")


def program():
    """Fill the lists and edit the modules; the second time, say what is there."""
    import client  # noqa: PLC0415 - in the child, which the watcher starts
    from shop import RATE  # noqa: PLC0415

    if SECOND.exists():
        client.PROMPT["RATE"] = RATE
        client.tell(is_new_process=True)
        os.kill(os.getppid(), signal.SIGINT)
        return
    SECOND.touch()
    client.fill({"RATE": RATE})
    time.sleep(0.5)
    for _ in client.save():
        pass
    time.sleep(20)


if __name__ == "__main__":
    only_modules = lambda change, path: path.endswith(".py")  # noqa: E731
    watchfiles.run_process(".", target=program, watch_filter=only_modules, sigint_timeout=1)
