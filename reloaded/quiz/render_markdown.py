"""Turns the Markdown of questions into HTML that holds no markup but Markdown's own."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock

from markdown import Markdown

LOCK = Lock()
"""Held while the one converter is used."""


@cache
def converter() -> Markdown:
    """Markdown without raw HTML: whatever looks like a tag is text."""
    md = Markdown(output_format="html")
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    for pattern in (
        "link",
        "image_link",
        "image_reference",
        "reference",
        "short_reference",
        "short_image_ref",
        "autolink",
        "automail",
    ):
        md.inlinePatterns.deregister(pattern)
    return md


@lru_cache(maxsize=1 << 15)
def blocks(text: str) -> str:
    """Convert Markdown of several paragraphs; a server asks for most of them again and again."""
    with LOCK:
        return str(converter().reset().convert(text))


def inline(text: str) -> str:
    """Convert Markdown of one paragraph, without the paragraph's tags."""
    return blocks(text.strip()).removeprefix("<p>").removesuffix("</p>")
