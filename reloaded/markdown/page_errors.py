"""Makes any error of a page one that a builder prints as one line, with the page and a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from click import ClickException

from reloaded.errors import BookError
from reloaded.markdown.page_source import Source


class PageError(ClickException):
    """An error in a page, which a builder's command line prints as one line."""


class OnPage(Protocol):
    """Whatever knows the page that is being rendered."""

    source: Source


@contextmanager
def page_errors(on: OnPage) -> Iterator[None]:
    """Make any error one that names the page and a line."""
    try:
        yield
    except BookError as error:
        raise PageError(str(error)) from None
    except Exception as error:
        name = on.source.name
        raise PageError(f"{name}:1: this page can't be rendered: {error!r}") from error
