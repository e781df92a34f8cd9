"""The words that make a promise without an end: who says one of them can be refuted by one case."""

from __future__ import annotations

import re

UNIVERSAL = re.compile(
    r"\b(?:only|always|never|whenever|wherever|whatever|whoever|must(?:n't)?|can't|cannot|"
    r"any(?:thing|body|one|where)?(?! more)|each(?! other)|every(?:thing|body|one|where)?|"
    r"(?<!after )(?<!at )all|none|nothing|nobody|nowhere|no(?! longer| matter|\.)|"
    r"exactly|completely|entire(?:ly)?|whole|purely|guaranteed|impossible)\b",
    re.IGNORECASE,
)
"""Fixed before the first sentence was judged, so that no verdict could choose its words."""

QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")
"""What a sentence quotes it does not say."""

IMPERATIVE = re.compile(
    r"^(?:(?:In|Then|After|Before|If|When|Where|To|Otherwise|So)\b[^,]*,? )?"
    r"(?:ask|assign|avoid|bind|break|call|catch|change|clear|compare|copy|delete|do|don't|drop|give|"
    r"go|guard|hold|import|keep|leave|let|look|make|move|name|never|open|pass|print|put|read|"
    r"register|reload|rename|replace|restart|run|save|search|set|start|stop|store|swap|take|test|"
    r"trust|turn|undo|use|wait|walk|write)\b",
    re.IGNORECASE,
)
"""A sentence that tells its reader to do something."""


def is_universal(sentence: str) -> bool:
    """Whether a sentence promises something of every case."""
    return UNIVERSAL.search(QUOTED.sub("", sentence)) is not None


def is_imperative(sentence: str) -> bool:
    """Whether a sentence tells its reader to do something."""
    return IMPERATIVE.match(sentence) is not None
