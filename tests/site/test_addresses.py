"""Both builders lead readers to the same places, from pages that are folders and from others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest

from reloaded.book import THEME
from tests.support.banks import GOOD, PAGE, book_with
from tests.support.needs import needs

with needs("beautifulsoup4", "zensical"):
    from reloaded.markdown.built_site import Page, Site

CONFIG = f"""\
site_name: A book
site_url: https://example.org/book/
theme:
  name: material
  custom_dir: {THEME}
  font: false
plugins: [search]
markdown_extensions:
  - reloaded.markdown: {{root: !ENV ROOT}}
  - attr_list
  - md_in_html
"""

LISTS = "<!-- exam -->\n\n<!-- all questions -->\n\n<!-- all claims -->\n"
"""What a page shows that leads to other pages."""

BUILDERS = {"mkdocs": ("build", "--strict"), "zensical": ("build", "--strict", "--clean")}
"""By name of the console script, what makes it build."""


@pytest.fixture(params=BUILDERS)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A book whose lists stand on the first page of a folder, and on another one."""
    book_with(tmp_path, GOOD, PAGE)
    for name in ("index.md", "quiz/index.md", "quiz/bank.md"):
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text(f"# Lists of {name}\n\n{LISTS}")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    variables = os.environ | {"ROOT": str(tmp_path), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [sys.executable, "-m", request.param, *BUILDERS[request.param]],
        env=variables,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    return Site(tmp_path / "site")


def loaded(page: Page) -> set[str]:
    """The scripts of ours that a page loads, from the root of the site."""
    sources = [str(one["src"]) for one in page.soup.select("script[type=module][src]")]
    return {urljoin(f"/book{page.url}", source) for source in sources}


def test_every_link_leads_somewhere(site: Site) -> None:
    """Those of lists, of questions and of the exam; and each script is there."""
    assert [] == list(site.broken_links())
    for url in ("/", "/quiz/", "/quiz/bank/"):
        links = set(site.pages[url].links())
        assert any(link.endswith("keeps/#deleted-names-survive") for link in links)
        assert any(link.endswith("keeps/#q-the-call") for link in links)
        assert {"/book/assets/quiz-pages.js"} == loaded(site.pages[url])
    assert {"/book/assets/quiz.js"} == loaded(site.pages["/keeps/"])
