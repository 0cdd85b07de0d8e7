"""Which matches are wanted: the options of the commands that look memories up."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from iomgloss.cli.options import complete_memories

if TYPE_CHECKING:
    from iomgloss.memory.query import MatchOptions

Function = TypeVar("Function", bound=Callable[..., Any])
_NAMES = ("limit", "per_target", "via", "memory", "since", "until", "author", "properties")
"""Of the options below, in their order."""


def match_options(*without: str) -> Callable[[Function], Function]:
    """Adds the options, ``without`` some; the function receives them as one ``options``, a
    `MatchOptions`."""
    options = [
        click.option(
            "-n",
            "--limit",
            type=click.IntRange(0),
            metavar="NUMBER",
            default=5,
            show_default=True,
            help="Most matches.",
        ),
        click.option(
            "--per-target",
            type=click.IntRange(1),
            metavar="NUMBER",
            help="Most matches with one target text.",
        ),
        click.option(
            "--via",
            metavar="LANG",
            multiple=True,
            help="Match through this third language, too; give it again for more.",
        ),
        click.option(
            "--memory",
            metavar="NAME",
            multiple=True,
            shell_complete=complete_memories,
            help="Only this memory; give it again for more.",
        ),
        click.option(
            "--since", metavar="DATE", help="Only units of this day (YYYY-MM-DD) or later."
        ),
        click.option("--until", metavar="DATE", help="Only units of this day or earlier."),
        click.option("--author", metavar="NAME", help="Only units last changed by this person."),
        click.option(
            "--property",
            "properties",
            metavar="TYPE=VALUE",
            multiple=True,
            help="Only units with this property; give it again for more.",
        ),
    ]

    names = [name for name in _NAMES if name not in without]

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def wrapped(*args: Any, **values: Any) -> Any:
            chosen = {name: values.pop(name) for name in names}
            return function(*args, options=_options(chosen), **values)

        for name, option in reversed(list(zip(_NAMES, options, strict=True))):
            if name in names:
                wrapped = option(wrapped)
        return wrapped  # type: ignore[return-value]

    return decorate


def _options(chosen: dict[str, Any]) -> MatchOptions:
    for name in ("since", "until"):
        if chosen[name] is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", chosen[name]):
            raise click.UsageError(f"--{name} is a day: YYYY-MM-DD")
    pairs = []
    for text in chosen["properties"]:
        kind, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"{text!r} is not TYPE=VALUE")
        pairs.append((kind, value))
    found: MatchOptions = {
        "memories": tuple(chosen["memory"]),
        "since": chosen["since"],
        "until": chosen["until"],
        "author": chosen["author"],
        "properties": tuple(pairs),
    }
    if "limit" in chosen:
        found["limit"] = chosen["limit"]
    if "per_target" in chosen:
        found["per_target"] = chosen["per_target"]
    if chosen["via"]:
        found["via"] = tuple(chosen["via"])
    return found
