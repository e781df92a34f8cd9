from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    percent: int
