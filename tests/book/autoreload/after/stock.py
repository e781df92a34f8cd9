from dataclasses import dataclass


@dataclass
class Item:
    name: str
    price: int = 1
    left: int = 0
