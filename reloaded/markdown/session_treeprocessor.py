"""Holds the tree of a page against its source, and makes a box of each session."""

from __future__ import annotations

import logging
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from reloaded.markdown.check_tree import check_tree
from reloaded.markdown.fence_preprocessor import FencePreprocessor
from reloaded.markdown.page_errors import page_errors
from reloaded.markdown.page_source import STASHED
from reloaded.markdown.proof_details import command, receipt
from reloaded.markdown.proved_on import first_trouble
from reloaded.markdown.run_buttons import buttons, script
from reloaded.session.model import Session

UNSOUGHT = re.compile(r"Check yourself|Sources")
"""The sections that no search should lead to."""

LOG = logging.getLogger("mkdocs.reloaded")
"""A child of the builder's logger, so that `mkdocs build --strict` fails for a warning."""


class TreeChecks(Treeprocessor):
    """Looks at a page's tree, and leaves it as it is."""

    def __init__(self, md: Markdown, fences: FencePreprocessor) -> None:
        super().__init__(md)
        self.fences = fences

    def run(self, root: Element) -> None:
        """Raise PageError where it is not what it should be."""
        with page_errors(self.fences):
            if self.fences.chapter:
                check_tree(root, self.fences.chapter, self.fences.stashed, self.fences.source)


class SessionTreeprocessor(TreeChecks):
    """Ties the blocks of a session together, with its badge below."""

    def run(self, root: Element) -> None:
        """Wrap, under each claim, everything from its first block to its last."""
        super().run(root)
        chapter = self.fences.chapter
        with page_errors(self.fences):
            self.tie(root, {session.id: session for session in chapter.sessions} if chapter else {})

    def tie(self, root: Element, sessions: dict[str, Session]) -> None:
        """Find what stands under each claim, and wrap it."""
        current, member = None, list[Element]()
        for element in [*root, Element("h2")]:
            if element.tag == "h2":
                if UNSOUGHT.fullmatch(element.text or ""):
                    element.set("data-search-exclude", "")  # it names what it does not explain
                if current is not None and member:
                    self.wrap(root, member, current)
                current, member = sessions.get(element.get("id", "")), []
            elif current is not None:
                member.append(element)

    def wrap(self, root: Element, members: list[Element], claim: Session) -> None:
        """Move the members between the first and the last that hold a block into a `div`.

        Args:
            root: the page's tree; it is changed.
            members: the elements below the claim's heading, up to the next.
            claim: whose they are.
        """
        book, page = self.fences.book, self.fences.page
        holding = [number for number, member in enumerate(members) if self.holds_block(member)]
        inside = members[holding[0] : holding[-1] + 1]
        place = list(root).index(inside[0])
        session = Element("div", {"class": "session"})
        for element in inside:
            root.remove(element)
            session.append(element)
        for proof in book.report.contradictions(claim.digest):
            LOG.warning(
                "%s:%d: %s contradicts #%s; run %s",
                claim.page,
                first_trouble(proof),
                proof.interpreter,
                claim.id,
                command(claim),
            )
        proofs = Element("p")
        proofs.text = self.fences.store(receipt(claim, book.report))
        below = [proofs]
        if page is not None and claim.id in self.fences.runs:
            session.set("data-run", claim.id)
            below.insert(0, buttons(book, claim, page))
            if root.find("script") is None:
                below.append(script(book, page))
        root[place:place] = [session, *below]

    def holds_block(self, element: Element) -> bool:
        """Whether an element holds a placeholder of a step, however deep."""
        numbers = STASHED.findall("".join(element.itertext()))
        stashed = self.fences.stashed
        return any(stashed[int(number)].steps for number in numbers if int(number) in stashed)
