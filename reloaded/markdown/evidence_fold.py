"""The fold at the end of a page: what stands behind each sentence around its sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from reloaded.audit.evidence import Evidence
from reloaded.audit.ledger import Judged, Ledger
from reloaded.audit.verdicts import Verdict
from reloaded.book import Book
from reloaded.markdown.addresses import href
from reloaded.quiz import render_markdown
from reloaded.quiz.bank import Bank

TOLD = {
    "proved": ("executed", "Executed: behind each sentence, the session or test that shows it"),
    "cited": ("cited", "Cited: nothing here runs it, and this is where it is written"),
    "judgement": ("advice", "Advice: no program could prove it"),
}
"""By ground: the word in the summary, and the line above the list."""

MANY = 9
"""More cells of tables than this, with one thing behind them, are one item of the fold."""


def grounds(ledger: Ledger, page: Path) -> str:
    """Render the fold of a page.

    Args:
        ledger: the verdicts of its book.
        page: the Markdown file.

    Returns:
        A `details` element; empty where the page says nothing that was judged.
    """
    judged = [entry for entry in ledger.judged(page) if entry.statement.kind != "heading"]
    standing = [entry for entry in judged if not entry.is_open]
    if not standing:
        return ""
    by_ground = {
        ground: [entry for entry in standing if entry.verdict and entry.verdict.ground == ground]
        for ground in TOLD
    }
    counts = [f"{len(group)} {TOLD[ground][0]}" for ground, group in by_ground.items() if group]
    lists = "".join(
        f"<p>{TOLD[ground][1]}.</p><ul>{''.join(items(group, ledger.evidence, page))}</ul>"
        for ground, group in by_ground.items()
        if group
    )
    return (
        '<details class="grounds" data-search-exclude><summary>What stands behind the words of'
        f" this page: {', '.join(counts)}</summary>{lists}</details>"
    )


def items(judged: Iterable[Judged], evidence: Evidence, page: Path) -> Iterator[str]:
    """Yield a list item a statement; many cells that one thing stands behind share one.

    A table of two hundred words that one test compares would fill the fold with itself.

    Args:
        judged: statements of one ground.
        evidence: what verdicts rest on.
        page: the Markdown file that links start from.

    Yields:
        `li` elements; those of cells last.
    """
    cells: dict[str, list[str]] = {}
    for entry in judged:
        if entry.verdict:
            behind = ", ".join(behind_it(entry.verdict, evidence, page))
            sentence = render_markdown.inline(entry.statement.text)
            if entry.statement.kind == "cell":
                cells.setdefault(behind, []).append(sentence)
            else:
                yield f"<li>{sentence} <small>{behind}</small></li>"
    for behind, together in cells.items():
        many = [f"{len(together)} cells of the tables above"] if len(together) > MANY else []
        yield from (f"<li>{sentence} <small>{behind}</small></li>" for sentence in many or together)


def behind_it(verdict: Verdict, evidence: Evidence, page: Path) -> Iterator[str]:
    """Yield what a verdict rests on, as HTML: each claim and question once.

    Args:
        verdict: on one statement.
        evidence: what verdicts rest on.
        page: the Markdown file that links start from.

    Yields:
        Links, code or escaped text.
    """
    for there in dict.fromkeys(
        evidence.references.get(reference, reference) for reference in verdict.proved
    ):
        yield link(there, evidence.bank, page)
    if verdict.cited or verdict.judgement:
        yield escape(verdict.cited or verdict.judgement)


def link(there: str, bank: Bank, page: Path) -> str:
    """A link to a claim, or to a question below its claim's page; a test by its name.

    Args:
        there: a reference to a claim, a question or a test; see `reloaded.audit.evidence`.
        bank: where questions are found by id.
        page: the Markdown file that links start from.

    Returns:
        An `a` element; of a test, a `code` element.
    """
    file, _, anchor = there.partition("#")
    if "::" in file or not anchor:
        return f"<code>{escape(there)}</code>"
    book: Book = bank.book
    if file.endswith(".yaml"):
        file, anchor = bank.claims[bank.by_id[anchor].claim].page, f"q-{anchor}"
    url = f"#{anchor}"
    if book.root / file != page:
        url = href(book, book.root / file, page) + url
    return f'<a href="{escape(url)}">{escape(anchor.removeprefix("q-").replace("-", " "))}</a>'
