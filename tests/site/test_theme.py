"""The scripts, styles and templates of the package serve another book, in another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reloaded.book import ROOT, THEME
from tests.support.needs import needs

with needs("beautifulsoup4", "flit-core", "zensical"):
    from reloaded.markdown.built_site import Site, differences

CONFIG = """\
site_name: Tea for two
site_url: https://example.org/
theme:
  name: material
  custom_dir: !ENV RELOADED_THEME
  font: false
extra_css: [assets/book.css, assets/pictures.css]
plugins: [search]
markdown_extensions:
  - reloaded.markdown: {root: !ENV TEA_BOOK}
  - attr_list
  - md_in_html
"""

PAGE = """\
# Tea

<!-- overview -->

## Tea costs three { #tea-costs-three }

```pycon
>>> 1 + 2
3
```
"""

BUILDERS = {"mkdocs": ("build", "--strict"), "zensical": ("build", "--strict", "--clean")}
"""By name of the console script, what makes it build."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a wheel of the package has been unpacked, as pip does."""
    made = tmp_path_factory.mktemp("installed")
    checkout = made / "checkout"
    checkout.mkdir()
    unwanted = shutil.ignore_patterns("node_modules", "__pycache__")
    shutil.copytree(ROOT / "reloaded", checkout / "reloaded", ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-docs"):
        shutil.copyfile(ROOT / name, checkout / name)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, *offline, "--target", str(made / "lib"), str(checkout)], check=True)
    shutil.rmtree(checkout)
    return made / "lib"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Another book, in a folder of another name."""
    folder = tmp_path / "tea for two"
    for name in ("docs", "snippets", "quizzes"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG)
    (folder / "docs/index.md").write_text(PAGE)
    return folder


def build(builder: str, book: Path, installed: Path) -> Site:
    """Build a book with an installed package, whose folder the command has told."""
    variables = os.environ | {"PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1"}
    told = subprocess.run(
        [sys.executable, "-P", "-m", "reloaded", "theme"],
        env=variables,
        cwd=book,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.strip()
    assert installed / "reloaded/theme" == Path(told)
    subprocess.run(
        [sys.executable, "-P", "-m", builder, *BUILDERS[builder]],
        env=variables | {"RELOADED_THEME": told, "TEA_BOOK": str(book)},
        cwd=book,
        capture_output=True,
        check=True,
    )
    shutil.move(book / "site", book / builder)
    return Site(book / builder)


def test_another_book_finds_the_theme_of_an_installed_package(book: Path, installed: Path) -> None:
    """Both builders give its pages the same sessions, files and 404, and no file is missing."""
    sites = {builder: build(builder, book, installed) for builder in BUILDERS}

    assert [] == list(differences(*sites.values()))
    for site in sites.values():
        files = [file for file in (THEME / "assets").rglob("*") if file.is_file()]
        assert files
        for file in files:
            assert file.read_bytes() == (site.folder / file.relative_to(THEME)).read_bytes()
        assert "<h1>No page has this address</h1>" in (site.folder / "404.html").read_text()
        page = (site.folder / "index.html").read_text()
        assert 'assets/book.css"' in page
        assert 'class="session"' in page
        assert 'data-book="tea-for-two"' in page
    assert any((installed / "reloaded/playground").glob("*.js"))


def test_no_file_of_the_engine_knows_this_book() -> None:
    """Neither a script, a style, a template nor a module names it."""
    names = ("Modules, Reloaded", "modules-reloaded")
    found = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "reloaded").rglob("*")
        if file.is_file()
        and not {"node_modules", "__pycache__"} & set(file.parts)
        and file.suffix in {".py", ".js", ".mjs", ".css", ".html", ".toml", ".json"}
        and any(name in file.read_text(encoding="utf-8") for name in names)
    }

    assert set() == found
