"""``iomgloss.toml``: the settings of a workspace. All of them may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from iomgloss.errors import DataError, StorageError
from iomgloss.model import Diagnostic, Location, UnitState, normalize_tag
from iomgloss.text.toml import TomlError, parse

FILE = "iomgloss.toml"
KEYS = ("languages", "source", "targets", "minimum", "penalties")
STATE_PENALTIES = {UnitState.DRAFT: 1.0, UnitState.FUZZY: 5.0}
"""Points for units that nobody has confirmed, unless ``[penalties]`` says otherwise."""


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
        config = Config(
            languages=self._tags(table, "languages"),
            source=next(iter(self._tags(table, "source")), None),
            targets=self._tags(table, "targets"),
            minimum=self._number(table, "minimum"),
            state_penalties=STATE_PENALTIES | self._penalties(table.get("penalties", {})),
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

    def _penalties(self, table: Any) -> dict[UnitState, float]:
        names = {state.value: state for state in STATE_PENALTIES}
        if not isinstance(table, dict):
            self._fault("penalties is no table", "write [penalties] and draft = 1", "penalties")
            return {}
        for key in table.keys() - names.keys():
            self._fault(f"unknown penalty {key!r}", f"use {', '.join(names)}", "penalties", key)
        found = {state: self._number(table, name, "penalties") for name, state in names.items()}
        return {state: points for state, points in found.items() if points is not None}

    def _fault(self, message: str, hint: str, *path: str) -> None:
        from iomgloss.text.toml_places import SourceMap

        line, column = SourceMap(self.text).place(path)
        location = Location(file=self.file, line=line, column=column)
        self.faults.append(_diagnostic(message, hint, location))


def _diagnostic(message: str, hint: str, location: Location) -> Diagnostic:
    return Diagnostic(code="W001", name="settings", message=message, hint=hint, location=location)
