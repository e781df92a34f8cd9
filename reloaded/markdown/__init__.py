"""The Python-Markdown extension that shows sessions as sessions; see `SessionExtension`."""

from reloaded.markdown.extension import SessionExtension


def makeExtension(**options: object) -> SessionExtension:  # noqa: N802 - the name that Python-Markdown calls
    """Return the extension; `mkdocs.yml` names it `reloaded.markdown`."""
    return SessionExtension(**options)
