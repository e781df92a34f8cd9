from dataclasses import dataclass

from shop.parcels import label


@dataclass
class Customer:
    name: str
    street: str

    def label(self) -> str:
        return label(self)
