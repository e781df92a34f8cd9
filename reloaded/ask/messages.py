"""Reads what the book knows of error messages: what each means, who prints it, and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from reloaded import files
from reloaded.ask.message_table import Table, tables_in
from reloaded.ask.model import Cause, Message, Trigger
from reloaded.book import Book

CAUSES = "causes.toml"
"""The file of causes; all others in the folder hold messages."""

RANGE = re.compile(r">=\d\.\d+(?:,<\d\.\d+)?|<\d\.\d+")


def messages_of(book: Book) -> tuple[Message, ...]:
    """Read the messages of a book.

    Raises:
        BookError: one of the files is malformed, or doesn't fit the others or the book.
    """
    return book.once(read_messages)


def read_messages(book: Book) -> tuple[Message, ...]:
    """Read the messages; see `messages_of`."""
    claims = book.ids().keys()
    causes: dict[str, Cause] = {}
    messages: dict[str, Message] = {}
    tables = [
        table
        for file in files.below(book.messages, ".toml")
        for table in tables_in(files.read(file).decode(), book.name(file))
    ]
    for table in tables:
        if table.path.endswith(CAUSES):
            causes[table.name] = cause(table, claims)
    for table in tables:
        if not table.path.endswith(CAUSES):
            made = message(table, causes, claims)
            if made.id in messages:
                first = messages[made.id]
                raise table.error(
                    f'the id "{made.id}" is already that of {first.path}:{first.line}; '
                    "choose another",
                    "id",
                )
            messages[made.id] = made
    used = {one.name for each in messages.values() for one in each.causes}
    for table in tables:
        if table.path.endswith(CAUSES) and table.name not in used:
            raise table.error(f"no message has the cause {table.name}; name it there or delete it")
    return tuple(messages.values())


def cause(table: Table, claims: Collection[str]) -> Cause:
    """Make a cause of its table; raises BookError where it is malformed."""
    when = table.inner("when")
    made = Cause(
        name=table.name,
        what=table.string("what"),
        tell=table.string("tell", must=False),
        remedy=table.string("remedy"),
        claim=known(table, claims),
        message=when.pattern("message", must=False),
        frames=when.pattern("frames", must=False),
        fact=when.string("fact", must=False),
    )
    when.finish()
    table.finish()
    return made


def message(table: Table, causes: Mapping[str, Cause], claims: Collection[str]) -> Message:
    """Make a message of its table.

    Args:
        table: of a file.
        causes: those that there are.
        claims: the ids of the book's.

    Returns:
        The message, its causes in place of their names.

    Raises:
        BookError: it is malformed.
    """
    if table.name != "message":
        raise table.error(f"no table [{table.name}] belongs here; write [[message]]")
    names = table.strings("causes")
    for name in names:
        if name not in causes:
            raise table.error(f'{CAUSES} has no cause "{name}"; correct the name', "causes")
    if not names:
        raise table.error("has no causes; name one at least", "causes")
    trigger = table.inner("trigger")
    made = Message(
        id=table.string("id"),
        text=table.string("text"),
        pattern=table.pattern("pattern"),
        exception=table.string("exception", must=False),
        also=table.strings("also"),
        meaning=table.string("meaning"),
        python=table.string("python", must=False),
        pypy=table.flag("pypy"),
        claim=known(table, claims),
        source=table.string("source"),
        needs=table.pattern("needs", must=False),
        causes=tuple(causes[name] for name in names),
        trigger=program(trigger) if trigger.cells else None,
        unprinted=table.string("unprinted", must=False),
        waits_for_packages=table.strings("waits_for_packages"),
        example=table.string("example", must=False),
        path=table.path,
        line=table.line,
    )
    table.finish()
    check(made, table)
    return made


def program(table: Table) -> Trigger:
    """Make a trigger of its table; raises BookError where it is malformed."""
    saved = table.inner("files")
    environment = table.inner("environment")
    made = Trigger(
        files={name: content(saved, name) for name in list(saved.cells)},
        run=table.strings("run"),
        environment={name: environment.string(name) for name in list(environment.cells)},
        programs=table.strings("programs"),
    )
    table.finish()
    return made


def content(saved: Table, name: str) -> bytes:
    """Take what a file holds: its text, or its bytes as `{ hex = "…" }`."""
    value = saved.cells.pop(name)
    if isinstance(value, str):
        return value.encode()
    try:
        return bytes.fromhex(value["hex"])
    except (KeyError, TypeError, ValueError):
        raise saved.error(
            f'the file {name} must be a string, or bytes as {{ hex = "…" }}', f'"{name}"'
        ) from None


def check(made: Message, table: Table) -> None:
    """Raise BookError where parts of a message don't fit each other."""
    if made.python and not RANGE.fullmatch(made.python):
        raise table.error(
            f'python = "{made.python}" is no range; write one such as ">=3.12,<3.15"', "python"
        )
    if made.exception and not made.text.startswith(f"{made.exception}: "):
        raise table.error(f'text must begin with "{made.exception}: "', "text")
    if bool(made.unprinted) == bool(made.trigger):
        raise table.error(
            "needs a trigger, or a reason in unprinted why no Python here can print it; not both",
            "unprinted",
        )
    if made.trigger and not made.trigger.run:
        raise table.error("its trigger runs nothing; write trigger.run = […]", "trigger")
    if bool(made.example) != bool(made.unprinted or made.waits_for_packages):
        raise table.error(
            "needs an example if none of the book's Pythons prints it, and else none", "example"
        )
    if made.example and not re.search(made.pattern, made.example):
        raise table.error("its pattern doesn't match its example", "pattern")
    if not made.unprinted and not made.waits_for_packages and not made.printers:
        raise table.error("no Python of the book's prints it: say why in unprinted", "python")


def known(table: Table, claims: Collection[str]) -> str:
    """Take the id of a claim; raises BookError where the book has none of that name."""
    claim = table.string("claim", must=False)
    if claim and claim not in claims:
        raise table.error(f"the book has no claim #{claim}; correct the id or delete it", "claim")
    return claim
