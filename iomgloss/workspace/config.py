"""``iomgloss.toml``: the settings of a workspace. All of them may be missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iomgloss.errors import DataError, StorageError
from iomgloss.memory.differences import KINDS, VIA
from iomgloss.memory.penalties import ALIGNMENT, MULTIPLE
from iomgloss.model import Diagnostic, Location, UnitState, normalize_tag
from iomgloss.text.toml import TomlError, parse

if TYPE_CHECKING:
    from iomgloss.leverage.bands import Bands
    from iomgloss.workspace.check_settings import CheckSettings

FILE = "iomgloss.toml"
KEYS = (
    "languages",
    "source",
    "targets",
    "minimum",
    "via",
    "priority",
    "penalties",
    "checks",
    "analysis",
)
STATE_PENALTIES = {UnitState.DRAFT: 1.0, UnitState.FUZZY: 5.0}
"""Points for units that nobody has confirmed, unless ``[penalties]`` says otherwise."""
PENALTIES = dict.fromkeys(KINDS, 0.0) | {"codes": 1.0, VIA: 10.0, ALIGNMENT: 10.0, MULTIPLE: 0.0}
"""Points for what differs, for a match by a third language, for an aligner's doubt, for a source
text with different translations."""
TABLES = ("memory", "author", "age")
"""Penalties that are tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings as they hold."""

    languages: tuple[str, ...] = ()
    """What detection chooses from; empty: the languages found in the files."""
    source: str | None = None
    """Default source language."""
    targets: tuple[str, ...] = ()
    """Default target languages."""
    minimum: float | None = None
    """Default threshold of matches, per cent."""
    state_penalties: Mapping[UnitState, float] = field(
        default_factory=lambda: dict(STATE_PENALTIES)
    )
    penalties: Mapping[str, float] = field(default_factory=lambda: dict(PENALTIES))
    memory_points: Mapping[str, float] = field(default_factory=dict)
    """Points that all units of a memory lose, by its name."""
    author_points: Mapping[str, float] = field(default_factory=dict)
    """Points by author, case-folded."""
    age: tuple[str, float] | None = None
    """A day, and the points that units last changed before it lose."""
    via: tuple[str, ...] = ()
    """Third languages through which matches are sought."""
    priority: tuple[str, ...] = ()
    """Memories, the one that wins a tie first."""
    checks: CheckSettings | None = None
    """What is set for ``check``."""
    analysis: Bands | None = None
    """The match bands that are set for ``analyse``."""


def load(path: Path, shown: str) -> Config:
    """Read the settings file. Raises DataError with every fault, StorageError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageError.from_os(error, shown, "read") from error
    if not data.strip():
        return Config()
    return _Loader(data, shown).load()


class _Loader:
    def __init__(self, data: bytes, file: str) -> None:
        self.data, self.file = data, file
        self.text = ""
        self.faults: list[Diagnostic] = []

    def load(self) -> Config:
        table = self._parse()
        for key in table:
            if key not in KEYS:
                self._fault(f"unknown setting {key!r}", f"use one of {', '.join(KEYS)}", key)
        penalties = table.get("penalties", {})
        points = self._penalties(penalties)
        config = Config(
            languages=self._tags(table, "languages"),
            source=next(iter(self._tags(table, "source")), None),
            targets=self._tags(table, "targets"),
            minimum=self._number(table, "minimum"),
            memory_points=self._points_by_name(penalties, "memory"),
            author_points={
                name.casefold(): number
                for name, number in self._points_by_name(penalties, "author").items()
            },
            age=self._age(penalties),
            via=self._tags(table, "via"),
            priority=self._names(table, "priority"),
            state_penalties={
                state: points.get(state.value, default)
                for state, default in STATE_PENALTIES.items()
            },
            penalties={name: points.get(name, default) for name, default in PENALTIES.items()},
            checks=self._checks(table),
            analysis=self._analysis(table),
        )
        if self.faults:
            raise DataError(self.faults)
        return config

    def _parse(self) -> dict[str, Any]:
        try:
            self.text, table = parse(self.data)
        except TomlError as error:
            hint = "save it as UTF-8" if error.kind == "encoding" else "mend the line"
            location = Location(file=self.file, line=error.line, column=error.column)
            raise DataError([_diagnostic(error.message, hint, location)]) from None
        return table

    def _tags(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        tags = [value] if isinstance(value, str) else value
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            self._fault(f"{key} holds no language tags", 'write "bg" or ["bg", "en"]', key)
            return ()
        found = []
        for tag in tags:
            try:
                found.append(normalize_tag(tag))
            except ValueError as error:
                self._fault(str(error), "write it as in BCP 47: bg, en, pt-BR", key)
        return tuple(dict.fromkeys(found))

    def _number(self, table: Mapping[str, Any], key: str, *path: str) -> float | None:
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
            self._fault(f"{key} is no number from 0 to 100", "mend it", *path, key)
            return None
        return float(value)

    def _names(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self._fault(f"{key} is no list of names", 'write ["one", "two"]', key)
            return ()
        return tuple(value)

    def _penalties(self, table: Any) -> dict[str, float]:
        names = [*(state.value for state in STATE_PENALTIES), *PENALTIES]
        if not isinstance(table, dict):
            self._fault("penalties is no table", "write [penalties] and draft = 1", "penalties")
            return {}
        known = [*names, *TABLES]
        for key in table.keys() - set(known):
            self._fault(f"unknown penalty {key!r}", f"use {', '.join(known)}", "penalties", key)
        found = {name: self._number(table, name, "penalties") for name in names}
        return {name: points for name, points in found.items() if points is not None}

    def _points_by_name(self, penalties: Any, key: str) -> dict[str, float]:
        table = penalties.get(key, {}) if isinstance(penalties, dict) else {}
        if not isinstance(table, dict):
            self._fault(
                f"{key} is no table of points", f'write {key} = {{ "a name" = 5 }}',
                "penalties", key,
            )  # fmt: skip
            return {}
        found = {name: self._number(table, name, "penalties", key) for name in table}
        return {name: points for name, points in found.items() if points is not None}

    def _age(self, penalties: Any) -> tuple[str, float] | None:
        table = penalties.get("age") if isinstance(penalties, dict) else None
        if table is None:
            return None
        before = table.get("before") if isinstance(table, dict) else None
        points = self._number(table, "points", "penalties", "age") if before else None
        day = re.fullmatch(r"\d{4}-\d\d-\d\d", str(before))
        if points is None or not day or table.keys() != {"before", "points"}:
            self._fault(
                "age is no date with points", 'write age = { before = "2020-01-01", points = 2 }',
                "penalties", "age",
            )  # fmt: skip
            return None
        return str(before), points

    def _checks(self, table: Mapping[str, Any]) -> CheckSettings | None:
        if "checks" not in table:
            return None
        from iomgloss.workspace.check_settings import read_settings  # no look-up needs it

        return read_settings(table["checks"], self._fault)

    def _analysis(self, table: Mapping[str, Any]) -> Bands | None:
        if "analysis" not in table:
            return None
        from iomgloss.workspace.analysis_settings import read_settings

        return read_settings(table["analysis"], self._fault)

    def _fault(self, message: str, hint: str, *path: str | int) -> None:
        from iomgloss.text.toml_places import SourceMap

        line, column = SourceMap(self.text).place(path)
        location = Location(file=self.file, line=line, column=column)
        self.faults.append(_diagnostic(message, hint, location))


def _diagnostic(message: str, hint: str, location: Location) -> Diagnostic:
    return Diagnostic(code="W001", name="settings", message=message, hint=hint, location=location)
