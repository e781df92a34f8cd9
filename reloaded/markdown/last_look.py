"""Looks at a page once more when all of it is HTML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from reloaded.markdown.check_html import check_html
from reloaded.markdown.fence_preprocessor import FencePreprocessor
from reloaded.markdown.page_errors import page_errors


def look_at_finished_page(md: Markdown, fences: FencePreprocessor) -> None:
    """Register what looks at a page once more when it is whole."""
    shown = ShownPostprocessor(md, fences)
    md.treeprocessors.register(WholeTree(md, shown), "reloaded-whole", -10)
    md.postprocessors.register(shown, "reloaded-shown", -10)


class ShownPostprocessor(Postprocessor):
    """Looks at the finished page once more, and at no part of it that is rendered before."""

    def __init__(self, md: Markdown, fences: FencePreprocessor) -> None:
        super().__init__(md)
        self.md: Markdown = md
        self.fences = fences
        self.is_whole = False

    def run(self, text: str) -> str:
        """Return the page as it is; raises PageError where it shows what is not run."""
        is_whole, self.is_whole = self.is_whole, False
        with page_errors(self.fences):
            if is_whole and self.fences.chapter:
                blocks, rendered = self.md.htmlStash.rawHtmlBlocks, self.fences.own
                check_html(
                    text,
                    self.fences.chapter,
                    self.fences.source,
                    written=tuple(
                        block
                        for at, block in enumerate(blocks)
                        if at not in rendered and isinstance(block, str)
                    ),
                    ours=tuple(str(blocks[at]) for at in sorted(rendered)),
                )
        return text


class WholeTree(Treeprocessor):
    """Tells the last look that the tree of a page is whole."""

    def __init__(self, md: Markdown, shown: ShownPostprocessor) -> None:
        super().__init__(md)
        self.shown = shown

    def run(self, root: Element) -> None:
        """Say so, and leave the tree as it is."""
        del root
        self.shown.is_whole = True
