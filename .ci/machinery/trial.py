"""Tries the mutants of a module, and reports on them."""

from __future__ import annotations

import os
import queue
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from cosmic_ray.mutating import use_mutation
from cosmic_ray.operators.provider import OperatorProvider

from machinery.checkout import LONG_AGO, Checkout
from machinery.explanations import reason, stale
from machinery.model import TIME, Module, Mutant, Verdict
from machinery.mutants import changed, mutants_of

SPARE_SECONDS = 10.0
"""What tests may take beyond five times what they take on the unbroken module."""


class Trial:
    """A module, and copies in which its mutants are tried.

    Args:
        module: which one.
        copies: as many as are tried at a time.
    """

    def __init__(self, module: Module, copies: list[Checkout]) -> None:
        self.module = module
        self.copies = copies
        self.idle: queue.SimpleQueue[Checkout] = queue.SimpleQueue()
        for copy in copies:
            self.idle.put(copy)

    def seconds(self, copy: Checkout, stage: str) -> float:
        """What tests take on the unbroken module, once bytecode and environments are there."""
        for learn in (True, False):
            started = time.monotonic()
            if trouble := copy.test(stage, learn=learn):
                sys.exit(f"{trouble}\n{self.module.file}: fails without a mutant: {stage}")
        return time.monotonic() - started

    def verdicts(self, mutants: list[Mutant]) -> Iterator[Verdict]:
        """Yield what comes of each mutant, in their order."""
        with ThreadPoolExecutor(len(self.copies)) as pool:
            self.limits = [
                5 * max(pool.map(self.seconds, self.copies, [stage] * len(self.copies)))
                + SPARE_SECONDS
                for stage in self.module.stages
            ]
            yield from pool.map(self.judge, mutants)

    def judge(self, mutant: Mutant) -> Verdict:
        """Make one mutant, and see whether a test notices."""
        copy = self.idle.get()
        try:
            operator = OperatorProvider()[mutant.key.operator]()
            path = copy.root / self.module.file
            with use_mutation(path, operator, mutant.occurrence) as (before, after):
                killed = ""
                for stage, limit in zip(self.module.stages, self.limits, strict=True):
                    if trouble := copy.test(stage, limit):
                        killed = trouble if trouble == TIME else "failed"
                        break
            os.utime(path, LONG_AGO)
        finally:
            self.idle.put(copy)
        return Verdict(mutant, killed, *changed(before, after))


def try_module(
    module: Module, line: int, copies: list[Checkout], least: float
) -> tuple[str, list[str]]:
    """Try the mutants of a module, and print the survivors.

    Args:
        module: which one.
        line: to try those of one line only; 0 for all.
        copies: as many as are tried at a time.
        least: of 100 mutants, how many must be killed.

    Returns:
        The sum in one line, and what has to be done.
    """
    started = time.monotonic()
    mutants, left_out = mutants_of(copies[0].root / module.file)
    if line:
        mutants = [mutant for mutant in mutants if mutant.line == line]
    verdicts: list[Verdict] = []
    faults: list[str] = []
    for verdict in Trial(module, copies).verdicts(mutants):
        verdicts.append(verdict)
        if not verdict.killed:
            why = reason(module, verdict)
            tell(module, verdict, why)
            if not why:
                where = f"{module.file}:{verdict.mutant.line}: {verdict.mutant.key}"
                faults.append(f"{where}: a survivor, not explained")
    ends = Counter(verdict.killed for verdict in verdicts)
    killed = len(verdicts) - ends[""]
    share = 100 * killed / max(1, len(verdicts))
    summary = (
        f"{module.file:34} {killed:3} of {len(verdicts):3} killed, {share:5.1f} %"
        f" ({ends[TIME]:2} by time); {ends['']:2} survive, {len(faults):2} unexplained;"
        f" {left_out:2} left out; {time.monotonic() - started:4.0f} s"
    )
    print(summary, flush=True)
    if not line:
        faults += stale(module, verdicts)
        faults += [f"{module.file}: less than {least} % killed"] if share < least else []
    return summary, faults


def tell(module: Module, verdict: Verdict, why: str) -> None:
    """Print a survivor: its place, its name, its diff and why it may survive."""
    print("!" if not why else " ", f"{module.file}:{verdict.mutant.line}: {verdict.mutant.key}")
    for sign, lines in (("-", verdict.old), ("+", verdict.new)):
        for line in lines:
            print(f"      {sign} {line}")
    print(f"    {why}" if why else "", flush=True)
