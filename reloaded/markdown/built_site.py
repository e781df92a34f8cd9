"""Reads a built site back: what a reader gets, to be held against what was executed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

LOADING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src"}
"""The attributes by which an element makes a browser ask for something."""

NAVIGATING = {"canonical", "prev", "next", "edit", "alternate"}
"""What a `link` may relate to without being loaded."""

HOST = "https://book.example"
"""Where links are followed from, for want of a real one."""

CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")


@dataclass(frozen=True)
class Page:
    """A page of a built site.

    Attributes:
        url: from the site's root, such as `/reload/keeps/`.
        html: the whole page.
    """

    url: str
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page."""
        return BeautifulSoup(self.html, "html.parser")

    @property
    def article(self) -> Tag:
        """The part that the page's Markdown became."""
        found = self.soup.find("article") or self.soup.find(class_="md-content")
        return found if isinstance(found, Tag) else self.soup

    def code_blocks(self) -> list[str]:
        """The text of each code block of the chapter, without the lines that an edit removes."""
        blocks = self.article.find_all("pre")
        apart = ["proofs", "quiz"]
        return [text_of(block) for block in blocks if not block.find_parent(class_=apart)]

    def question_blocks(self) -> dict[str, list[str]]:
        """The text of each code block of a question, by the question's id."""
        return {
            str(question["id"]).removeprefix("q-"): [
                text_of(block) for block in question.find_all("pre")
            ]
            for question in self.article.find_all("quiz-question")
        }

    def claims(self) -> list[str]:
        """The id of each claim that has a badge."""
        sessions = self.article.find_all("div", class_="session")
        headings = [session.find_previous("h2") for session in sessions]
        return [str(heading["id"]) for heading in headings if isinstance(heading, Tag)]

    @cached_property
    def ids(self) -> set[str]:
        """The anchors that a link may point to."""
        return {str(tag["id"]) for tag in self.soup.find_all(id=True)}

    @cached_property
    def lasting(self) -> set[str]:
        """The anchors that readers keep: those of headings and of questions."""
        named = "article :is(h2, h3, h4, quiz-question)[id]"
        return {str(tag["id"]) for tag in self.soup.select(named)}

    def links(self) -> Iterator[str]:
        """Where the links of the page lead, as it writes them."""
        for tag in self.soup.find_all("a", href=True):
            yield str(tag["href"])

    def leads_to(self) -> set[str]:
        """Where its Markdown leads, and what its scripts are, on a site below a folder of its host.

        At the root of a host, one `../` too many would do no harm.
        """
        found = self.article.select("a[href], script[src]")
        there = {str(tag.get("href") or tag.get("src")) for tag in found}
        base = f"{HOST}/site{self.url}"
        return {urljoin(base, one).removeprefix(HOST) for one in there if "//" not in one}

    def requests(self) -> Iterator[str]:
        """What a browser asks other machines for when it shows the page."""
        for name, attribute in LOADING.items():
            for tag in self.soup.find_all(name):
                relations = set(tag.get_attribute_list("rel"))
                url = str(tag.get(attribute) or "")
                if urlsplit(url).netloc and not relations & NAVIGATING:
                    yield url
        for style in self.soup.find_all("style"):
            yield from CSS_URL.findall(style.get_text())


def text_of(block: Tag) -> str:
    """The text of a code block as a reader may copy it: removed lines left out."""
    lines = []
    copy = BeautifulSoup(str(block), "html.parser")
    for line in copy.find_all("del"):
        if line.next_sibling is not None:
            line.next_sibling.replace_with(str(line.next_sibling).removeprefix("\n"))
        line.decompose()
    lines.append(copy.get_text())
    return "".join(lines)


@dataclass(frozen=True)
class Site:
    """A folder of built pages."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page but the one for errors, by its address."""
        pages = {}
        for file in sorted(self.folder.rglob("*.html")):
            url = "/" + file.relative_to(self.folder).as_posix().removesuffix("index.html")
            if url != "/404.html":
                pages[url] = Page(url, file.read_text(encoding="utf-8"))
        return pages

    def broken_links(self) -> Iterator[str]:
        """Yield a line for each link that leads nowhere inside the site."""
        for page in self.pages.values():
            for link in page.links():
                target = urlsplit(urljoin(page.url, link))
                if target.netloc or target.scheme:
                    continue
                path = unquote(target.path)
                there = self.pages.get(path)
                if there is None and not (self.folder / path.lstrip("/")).is_file():
                    yield f"{page.url} links to {link}, which is not there"
                elif there and target.fragment and unquote(target.fragment) not in there.ids:
                    yield f"{page.url} links to {link}, which has no such anchor"

    def addresses(self) -> list[str]:
        """Every page, and every anchor on it that readers keep, sorted."""
        pages = self.pages.items()
        return sorted(
            {*self.pages, *(f"{url}#{anchor}" for url, page in pages for anchor in page.lasting)}
        )

    def lost(self, published: Iterable[str]) -> Iterator[str]:
        """Yield each of some addresses that leads nowhere any more."""
        for address in published:
            url, _, anchor = address.partition("#")
            if url not in self.pages or (anchor and anchor not in self.pages[url].ids):
                yield address

    def external_requests(self) -> Iterator[str]:
        """Yield a line for each request that a page or a style sheet makes to another machine."""
        for page in self.pages.values():
            yield from (f"{page.url} loads {url}" for url in page.requests())
        for sheet in self.folder.rglob("*.css"):
            for url in CSS_URL.findall(sheet.read_text(encoding="utf-8")):
                yield f"{sheet.relative_to(self.folder)} loads {url}"


def differences(first: Site, second: Site) -> Iterator[str]:
    """Yield a line for each page on which two builds of one book disagree."""
    for url in sorted(first.pages.keys() | second.pages.keys()):
        if url not in first.pages or url not in second.pages:
            yield f"{url} is only in {(first if url in first.pages else second).folder}"
            continue
        ours, theirs = first.pages[url], second.pages[url]
        if ours.claims() != theirs.claims():
            yield f"{url} has {len(ours.claims())} claims, and {len(theirs.claims())}"
        for there in sorted(ours.leads_to() ^ theirs.leads_to()):
            yield f"{url} leads to {there} in one of the two"
        if ours.code_blocks() != theirs.code_blocks():
            yield f"{url}: {len(ours.code_blocks())} code blocks, and {len(theirs.code_blocks())}"
