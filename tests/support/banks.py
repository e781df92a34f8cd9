"""Small banks for tests: a good file with a question of each kind, and ways to change it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from reloaded.book import Book

PAGE = dedent("""\
    # What reload keeps

    ## A deleted name survives `reload` { #deleted-names-survive }

    ```pycon
    >>> 1 + 1
    2
    ```
    """)

GOOD = dedent("""\
    - id: deleted-function
      claim: deleted-names-survive
      kind: predict
      level: predict
      hint: Ask whose namespace the new code runs in.
      prompt: |
        You delete a function, save, and reload.

        ```python title="greet.py"
        def hello():
            return "hi"
        ```

        ```pycon
        >>> import greet
        ```

        ```python title="greet.py"
        NEW = 1
        ```

        ```pycon
        >>> from importlib import reload
        >>> reload(greet)
        <module 'greet' from '/demo/greet.py'>
        >>> greet.hello(), greet.NEW
        ???
        ```
      options:
        - text: "('hi', 1)"
          why: The old function is still in the namespace.
        - text: "AttributeError: module 'greet' has no attribute 'hello'"
          why: A reload deletes nothing.
        - text: "AttributeError: module 'greet' has no attribute 'NEW'"
          why: The new code was executed.
    - id: the-call
      claim: deleted-names-survive
      kind: type
      level: recall
      prompt: |
        ```python title="greet.py"
        NAME = "Ann"
        ```

        ```pycon
        >>> import greet, importlib
        >>> importlib.???(greet)
        <module 'greet' from '/demo/greet.py'>
        ```
      why: It takes the module object.
      answers:
        - reload
      misses:
        - text: Reload
          why: Names are case-sensitive.
    - id: same-object
      claim: deleted-names-survive
      kind: choose
      level: diagnose
      prompt: |
        A colleague keeps the greeting under a name of his own.

        ```python title="greet.py"
        NAME = ["Ann"]
        ```

        ```pycon
        >>> import greet
        >>> from greet import NAME
        >>> from importlib import reload
        >>> old = greet
        ```
      options:
        - text: "`reload(greet)` returns `old`"
          why: The module object is filled again.
          proof: |
            ```pycon
            >>> reload(greet) is old
            True
            ```
        - text: "After the reload, `NAME` is `greet.NAME`"
          why: The name was bound before.
          proof: |
            ```pycon
            >>> reload(greet)
            <module 'greet' from '/demo/greet.py'>
            >>> NAME is greet.NAME
            False
            ```
        - text: "`'NAME' in globals()` is false after a reload"
          why: Nobody unbinds it.
          proof: |
            ```pycon
            >>> reload(greet)
            <module 'greet' from '/demo/greet.py'>
            >>> not 'NAME' in globals()
            False
            ```
    """)

HOSTILE = """\
- id: hostile
  claim: deleted-names-survive
  kind: predict
  level: recall
  hint: "</script> {{ 1 }} <b>bold</b>"
  prompt: |
    Prose with <script>alert(1)</script>, {{ braces }}, "quotes" and \u202emarks\u202c.

    ```pycon
    >>> print("<script>alert(1)</script> {{ 7 * 7 }} ]]> \\\\")
    ???
    ```
  options:
    - text: '<script>alert(1)</script> {{ 7 * 7 }} ]]> \\'
      why: <script>alert(1)</script> and </script> and <img src=x onerror=alert(1)>
    - text: '"quoted" & <b>bold</b> {=~#} </pre></code>'
      why: "{{ braces }}"
    - text: LONG
      why: ten kilobytes
"""
"""A question with whatever could break a format, or a page."""


def book_with(folder: Path, bank: str, page: str = PAGE) -> Book:
    """A book of one page and one file of questions."""
    for name in ("docs", "quizzes", "snippets", "tests"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "docs/keeps.md").write_text(page)
    (folder / "quizzes/reload.yaml").write_text(bank)
    return Book(folder)
