from __future__ import annotations

from dataclasses import dataclass


class Draft:
    reply_to: Draft


@dataclass
class Note:
    text: str
