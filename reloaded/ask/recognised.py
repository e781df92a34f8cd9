"""What the script that recognises messages needs to know of them, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reloaded.ask.model import Cause, Message

REPORTS = frozenset({"see-the-other-error"})
"""A message whose first cause is one of these only says that another has come up."""


def for_scripts(messages: Iterable[Message]) -> dict[str, Any]:
    """What `recognise.js` reads: how each message is known, and the tell-tales of each cause."""
    messages = list(messages)
    causes = {cause.name: cause for message in messages for cause in message.causes}
    return {
        "messages": [known(message) for message in messages],
        "causes": {name: tells(cause) for name, cause in causes.items()},
    }


def known(message: Message) -> dict[str, Any]:
    """How a message is known; what is empty is left out."""
    data = {
        "id": message.id,
        "text": message.text,
        "pattern": message.pattern,
        "exception": message.exception,
        "needs": message.needs,
        "also": message.also,
        "causes": [cause.name for cause in message.causes],
        "reports": any(cause.name in REPORTS for cause in message.causes),
    }
    return {key: value for key, value in data.items() if value}


def tells(cause: Cause) -> dict[str, str]:
    """The tell-tales of a cause."""
    data = {"message": cause.message, "frames": cause.frames, "fact": cause.fact}
    return {key: value for key, value in data.items() if value}
