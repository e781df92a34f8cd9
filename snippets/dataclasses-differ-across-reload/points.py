from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Point:
    x: int
    y: int


class Size(NamedTuple):
    width: int
    height: int
