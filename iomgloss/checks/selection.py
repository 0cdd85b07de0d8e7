"""What people write to choose checks: ``T001``, ``T``, ``deprecated-term``, ``ALL``."""

from __future__ import annotations

from collections.abc import Iterable

from iomgloss.checks.registry import CHECKS, FAMILIES, Check
from iomgloss.errors import UsageError


def fits(row: Check, name: str) -> bool:
    """The check is one of those that ``name`` stands for."""
    return name in ("ALL", row.name) or row.code.startswith(name)


def is_known(name: str) -> bool:
    """It stands for a check, or for a family."""
    return bool(name) and (
        name == "ALL" or name in FAMILIES or any(fits(row, name) for row in CHECKS)
    )


def close_to(name: str) -> str:
    """What to write instead of a name that stands for nothing, as a hint."""
    from difflib import get_close_matches

    codes = get_close_matches(name.upper(), [row.code for row in CHECKS], 3, 0.6)
    names = get_close_matches(name.lower(), [row.name for row in CHECKS], 3, 0.6)
    found = list(dict.fromkeys(codes + names))
    if not found:
        return "iomgloss check --list shows all"
    return f"did you mean {' or '.join(found)}?"


def check_names(names: Iterable[str]) -> None:
    """Raises UsageError for the first that stands for no check."""
    for name in names:
        if not is_known(name):
            raise UsageError(f"no check is called {name!r}", hint=close_to(name))
