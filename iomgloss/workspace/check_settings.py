"""``[checks]`` in ``iomgloss.toml``: which checks run on which files, and how bad a finding is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from iomgloss.checks.registry import Check, selected
from iomgloss.checks.selection import close_to, fits, is_known
from iomgloss.model import Severity, normalize_tag
from iomgloss.text.globs import matches

KEYS = ("select", "ignore", "severity", "files")
FILE_KEYS = ("path", "select", "ignore", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """A table ``[[checks.files]]``."""

    path: str
    """A pattern, below the workspace's folder."""
    select: tuple[str, ...] = ()
    """In the place of the general one."""
    ignore: tuple[str, ...] = ()
    """Besides the general one."""
    language: str | None = None
    """What documents are written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """The table ``[checks]``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """By what stands for checks; of two that fit, the longer one holds."""
    files: tuple[FileSettings, ...] = ()
    """All that fit a file hold; a later one wins."""

    def severity_of(self, row: Check) -> Severity | None:
        """As it is set; None where nothing is."""
        named = [name for name in self.severity if fits(row, name)]
        best = max(named, key=lambda name: 0 if name == "ALL" else len(name), default=None)
        return self.severity[best] if best is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done with one file."""

    checks: tuple[Check, ...]
    language: str | None = None


def plan(
    settings: CheckSettings, path: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Plan:
    """For a file by its path below the workspace's folder.

    ``select`` and ``ignore``, as the user told: the former takes the place of what is set for all
    files or for this one, the latter is added.
    """
    own = [each for each in settings.files if matches(each.path, path)]
    set_here = next((each.select for each in reversed(own) if each.select), settings.select)
    left_out = list(ignore) if select else [*settings.ignore, *ignore]
    left_out += [name for each in own for name in each.ignore]
    language = next((each.language for each in reversed(own) if each.language), None)
    return Plan(checks=selected(select or set_here, left_out), language=language)


Fault = Callable[..., None]
"""Is told what is wrong, what to do, and the keys that lead to the place."""


def read_settings(table: Any, fault: Fault) -> CheckSettings:
    """The table ``[checks]``; what is wrong in it is told to ``fault``."""
    if not isinstance(table, dict):
        fault("checks is no table", 'write [checks] and ignore = ["T001"]', "checks")
        return CheckSettings()
    _known_keys(table, KEYS, fault, "checks")
    files = table.get("files", [])
    if not isinstance(files, list) or not all(isinstance(each, dict) for each in files):
        fault("files is no list of tables", "write [[checks.files]]", "checks", "files")
        files = []
    return CheckSettings(
        select=_names(table, "select", fault, "checks"),
        ignore=_names(table, "ignore", fault, "checks"),
        severity=_severities(table.get("severity", {}), fault),
        files=tuple(
            each
            for number, row in enumerate(files)
            if (each := _file(row, fault, "checks", "files", number)) is not None
        ),
    )


def _file(row: dict[str, Any], fault: Fault, *path: str | int) -> FileSettings | None:
    _known_keys(row, FILE_KEYS, fault, *path)
    pattern, language = row.get("path"), row.get("language")
    if not isinstance(pattern, str) or not pattern.strip("/"):
        fault("path is missing", 'write path = "drafts/**"', *path, "path")
        return None
    if language is not None:
        try:
            language = normalize_tag(str(language))
        except ValueError as error:
            fault(str(error), "write it as in BCP 47: bg, en, pt-BR", *path, "language")
            language = None
    return FileSettings(
        path=pattern,
        select=_names(row, "select", fault, *path),
        ignore=_names(row, "ignore", fault, *path),
        language=language,
    )


def _known_keys(
    table: dict[str, Any], keys: tuple[str, ...], fault: Fault, *path: str | int
) -> None:
    for key in table:
        if key not in keys:
            fault(f"unknown setting {key!r}", f"use one of {', '.join(keys)}", *path, key)


def _names(table: dict[str, Any], key: str, fault: Fault, *path: str | int) -> tuple[str, ...]:
    value = table.get(key, [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        fault(f"{key} is no list of checks", 'write ["T001", "P"]', *path, key)
        return ()
    for name in names:
        if not is_known(name):
            fault(f"no check is called {name!r}", close_to(name), *path, key)
    return tuple(names)


def _severities(table: Any, fault: Fault) -> dict[str, Severity]:
    if not isinstance(table, dict):
        fault("severity is no table", 'write severity = { T001 = "error" }', "checks", "severity")
        return {}
    found = {}
    for name, value in table.items():
        if not is_known(name):
            fault(f"no check is called {name!r}", close_to(name), "checks", "severity", name)
        elif value not in tuple(Severity):
            hint = f"write {' or '.join(Severity)}"
            fault(f"{value!r} is no severity", hint, "checks", "severity", name)
        else:
            found[name] = Severity(value)
    return found
