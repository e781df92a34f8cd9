"""Keeps results on disk: one file each, named after a hash of all that the result depends on.

Files are replaced whole, so runs side by side need no lock: at worst both find out the same. A file
that is cut off or altered is no result, and what it was about is found out again.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from reloaded import files

MOST_BYTES = 500_000_000
"""How large the folder may be; beyond it, the results go that were not asked for the longest."""

KEPT_SHARE = 0.8
"""Which share of MOST_BYTES is left when results had to go."""

HASHES = frozenset({"contents", "inputs"})
"""The kinds of results that nobody wants counted: they only say whether something has changed."""


def default_folder() -> Path:
    """The folder of a person's results: `RELOADED_STORE`, or one in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("RELOADED_STORE") or Path(cache) / "reloaded" / "results")


class ResultStore:
    """A folder of results.

    Args:
        folder: made when the first result is kept.
        fresh: find nothing; what is found out replaces what was kept.
        most_bytes: how large `prune` lets the folder be.

    Attributes:
        found: by kind, how many results were there when asked for.
        kept: by kind, how many were written.
    """

    def __init__(
        self, folder: Path | None = None, *, fresh: bool = False, most_bytes: int = MOST_BYTES
    ) -> None:
        self.folder = folder or default_folder()
        self.fresh = fresh
        self.most_bytes = most_bytes
        self.found = Counter[str]()
        self.kept = Counter[str]()

    def get(self, kind: str, parts: dict[str, Any]) -> Any | None:  # noqa: ANN401 - any JSON
        """Find a result.

        Args:
            kind: what sort of result it is, such as `proof`.
            parts: all that it depends on, by name: JSON.

        Returns:
            The result; None where there is none, it is damaged, or nothing is to be found.
        """
        if self.fresh:
            return None
        file = self.file(kind, parts)
        try:
            entry = json.loads(file.read_text(encoding="utf-8"))
            value, asked = entry["value"], [kind, parts]
            if [entry["kind"], entry["parts"]] != asked or entry["check"] != hashed(
                [*asked, value]
            ):
                return None
            os.utime(file)  # the date says when it was asked for last
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self.found[kind] += 1
        return value

    def put(self, kind: str, parts: dict[str, Any], value: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep a result. Where the folder can't be written, nothing is kept, and nothing fails.

        Args:
            kind: what sort of result it is.
            parts: all that it depends on, by name: JSON.
            value: the result: JSON, and not None.
        """
        file = self.file(kind, parts)
        entry = {"kind": kind, "parts": parts, "value": value}
        entry["check"] = hashed([kind, parts, value])
        with suppress(OSError):
            files.replace(file, json.dumps(entry, ensure_ascii=False))
            self.kept[kind] += 1

    def file(self, kind: str, parts: dict[str, Any]) -> Path:
        """Where a result lies: `ab/cdef….json`."""
        name = hashed([kind, parts])
        return self.folder / name[:2] / f"{name[2:]}.json"

    def summary(self) -> Iterator[str]:
        """Yield, for each kind of result, how many were found and how many are new."""
        kinds = (self.found.keys() | self.kept.keys()) - HASHES
        for kind in sorted(kinds):
            found, kept = self.found[kind], self.kept[kind]
            yield f"{kind}: {found} found in {self.folder}, {kept} new"

    def prune(self) -> int:
        """Delete what was not asked for the longest, until the folder is small enough again.

        Returns:
            How many files were deleted.
        """
        entries = []
        for file in self.folder.glob("??/*"):
            with suppress(OSError):  # another run deletes too
                stat = file.stat()
                entries.append((stat.st_mtime_ns, stat.st_size, file))
        size = sum(entry[1] for entry in entries)
        deleted = 0
        if size <= self.most_bytes:
            return deleted
        for _, bytes_freed, file in sorted(entries):
            with suppress(OSError):
                file.unlink()
                deleted += 1
            size -= bytes_freed
            if size <= KEPT_SHARE * self.most_bytes:
                break
        return deleted


def hashed(data: Any) -> str:  # noqa: ANN401 - any JSON
    """The hash of JSON, whatever the order of its keys: 40 hexadecimal digits."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
