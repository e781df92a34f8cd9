"""A small book of two chapters, with everything that a copy has to give another name."""

from __future__ import annotations

from pathlib import Path

from reloaded.book import Book

CONFIG = """\
site_name: Tea for two
site_url: !ENV [TEA_URL, "https://example.org/tea/"]
nav:
  - index.md
  - Shop:
      - Prices: shop/prices.md
      - shop/orders.md
  - All claims: claims.md
theme:
  name: material
  custom_dir: !ENV RELOADED_THEME
  font: false
extra_css: [assets/book.css]
plugins: [search]
markdown_extensions:
  - reloaded.markdown: {root: ROOT}
  - attr_list
  - md_in_html
  - pymdownx.superfences
watch: [snippets]
validation:
  links: {anchors: warn}
"""

INDEX = """\
# Tea

[Read first](shop/prices.md#tea-costs-three).
"""

CLAIMS = """\
# All claims

<!-- all claims -->
"""

PRICES = """\
# Prices

We sell tea in a small shop round the corner.
It is [ordered](orders.md#nobody-orders), as [every claim](../claims.md) says, and [cheap](#top).

## Tea costs three { #tea-costs-three }

```python title="prices.py"
--8<-- "tea-costs-three/prices.py"
```

```pycon
>>> import prices
>>> prices.TEA
3
```

The price has been the same since we opened.
"""

ORDERS = """\
# Orders

## Nobody orders { #nobody-orders }

Its price is [known](prices.md#tea-costs-three).

```pycon
>>> 1 - 1
0
```

```quiz
what-tea-costs
```
"""

QUESTIONS = """\
- id: what-tea-costs
  claim: tea-costs-three
  kind: predict
  level: predict
  prompt: |
    ```pycon
    >>> 1 + 2
    ???
    ```
  options:
    - text: "3"
      why: It is the sum.
    - text: "12"
      why: These are no strings.
    - text: "2"
      why: Both are added.
"""

VERDICTS = """\
[[verdict]]
says = "It is ordered, as every claim says, and cheap."
proved = ["nobody-orders@NOBODY"]
"""

OF_QUESTIONS = """\
[[verdict]]
says = "what-tea-costs: It is the sum."
judgement = "a sum"
"""


def small_book(folder: Path) -> Book:
    """Write the book to a folder, which is made."""
    texts = {
        "mkdocs.yml": CONFIG.replace("ROOT", str(folder)),
        "docs/index.md": INDEX,
        "docs/claims.md": CLAIMS,
        "docs/shop/prices.md": PRICES,
        "docs/shop/orders.md": ORDERS,
        "quizzes/shop.yaml": QUESTIONS,
        "snippets/tea-costs-three/prices.py": "TEA = 3\n",
        "tests/verdicts/docs/shop/prices.toml": VERDICTS,
        "tests/verdicts/quizzes/shop.toml": OF_QUESTIONS,
    }
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Book(folder)
