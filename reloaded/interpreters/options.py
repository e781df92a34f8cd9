"""Options that several commands share, as `argparse` takes them."""

from __future__ import annotations

import argparse


def choose_python(command: argparse.ArgumentParser, default: str) -> None:
    """Let the caller choose interpreters."""
    command.add_argument(
        "--python",
        default=default,
        metavar="WHICH",
        help="running, all, or a list such as 3.11,3.13,pypy3 or /path/to/python"
        f" (default: {default})",
    )


def natural(text: str) -> int:
    """A number of things, at least one."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number
