"""What is asked of the memories."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypedDict

from iomgloss.model import UnitState

MINIMUM = 65.0
"""Default threshold, per cent after penalties."""


class MatchOptions(TypedDict, total=False):
    """What a look-up may say beside text and languages: fields of `Query`."""

    limit: int | None
    previous: str | None
    next: str | None
    unit: str | None
    codes: int
    via: tuple[str, ...]
    memories: tuple[str, ...]
    since: str | None
    until: str | None
    author: str | None
    properties: tuple[tuple[str, str], ...]
    per_target: int | None
    exhaustive: bool


class Query(NamedTuple):
    """What to look for."""

    text: str
    sources: tuple[str | None, ...] = (None,)
    """Languages the text can be in; None: any."""
    targets: tuple[str | None, ...] = (None,)
    limit: int | None = 5
    """None: all."""
    minimum: float = MINIMUM
    previous: str | None = None
    """The segment before it in its document, where known."""
    next: str | None = None
    unit: str | None = None
    """Its id, where its file gives one that the memory would have, too: a context."""
    codes: int = 0
    """Inline codes in it."""
    state_penalties: Mapping[UnitState, float] = MappingProxyType({})
    penalties: Mapping[str, float] = MappingProxyType({})
    """Points for kinds of `iomgloss.memory.differences`, and for other names of penalties."""
    memory_points: Mapping[str, float] = MappingProxyType({})
    """Points that all units of a memory lose, by its name; beside those of its folder."""
    author_points: Mapping[str, float] = MappingProxyType({})
    """Points by who changed the unit last, else made it; names are case-folded."""
    age: tuple[str, float] | None = None
    """A date, ``YYYY-MM-DD``, and the points that units last changed before it lose."""
    via: tuple[str, ...] = ()
    """Third languages through which targets are sought, too."""
    memories: tuple[str, ...] = ()
    """Names; empty: all."""
    priority: tuple[str, ...] = ()
    """Names of memories, the one that wins a tie first."""
    since: str | None = None
    """Units changed (else created) on or after this date, ``YYYY-MM-DD``; none without a date."""
    until: str | None = None
    """On or before this date."""
    author: str | None = None
    """Who changed the unit last, else made it."""
    properties: tuple[tuple[str, str], ...] = ()
    """Type and value of properties that the unit has."""
    per_target: int | None = None
    """At most so many matches with one target text; None: all."""
    exhaustive: bool = False
    """Compare with every segment: slow, obvious, the same answer."""
