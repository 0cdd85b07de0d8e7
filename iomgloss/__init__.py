"""A glossary and translation memory that understands inflected languages, in plain files.

import iomgloss

workspace = iomgloss.open()                     # the one around the current folder
workspace.terms_in("каналджийството на мигранти", language="bg")
workspace.matches("…", source="bg", target="en")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from iomgloss.errors import DataError, FormatError, IomglossError, StorageError, UsageError
    from iomgloss.model import Concept, ConceptHit, Diagnostic, Lookup, Match, TermHit
    from iomgloss.workspace import Workspace
    from iomgloss.workspace import open_workspace as open

__all__ = [
    "Concept",
    "ConceptHit",
    "DataError",
    "Diagnostic",
    "FormatError",
    "IomglossError",
    "Lookup",
    "Match",
    "StorageError",
    "TermHit",
    "UsageError",
    "Workspace",
    "open",
]

_HOMES = {
    "iomgloss.errors": ("DataError", "FormatError", "IomglossError", "StorageError", "UsageError"),
    "iomgloss.model": ("Concept", "ConceptHit", "Diagnostic", "Lookup", "Match", "TermHit"),
    "iomgloss.workspace": ("Workspace",),
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that importing the package costs nothing."""
    from importlib import import_module

    if name == "open":
        return import_module("iomgloss.workspace").open_workspace
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
