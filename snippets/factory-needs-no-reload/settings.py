import os
from dataclasses import dataclass

DEBUG = os.environ.get("SHOP_DEBUG") == "1"


@dataclass
class Settings:
    debug: bool


def from_environment():
    return Settings(os.environ.get("SHOP_DEBUG") == "1")
