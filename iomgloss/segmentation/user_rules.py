"""A user's own rules in TOML: a table per language, with the keys of the built-in ones."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from iomgloss.errors import DataError, FormatError, StorageError
from iomgloss.model import Diagnostic, Location, normalize_tag
from iomgloss.segmentation.rules import KEYS
from iomgloss.text.toml_places import Path as TomlPath
from iomgloss.text.toml_places import SourceMap


def load_toml(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """Language tag in small letters → key → entries.

    Raises StorageError, FormatError for what is no TOML, DataError with every other fault.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except OSError as error:
        raise StorageError.from_os(error, path, "read") from error
    except UnicodeDecodeError:
        raise FormatError(
            "the file is not UTF-8", hint="save it as UTF-8", location=Location(file=str(path))
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise FormatError(
            f"not valid TOML: {error}", hint="mend the line", location=Location(file=str(path))
        ) from None
    checked = _Checker(str(path), text)
    found = {tag.lower(): checked.language(tag, value) for tag, value in table.items()}
    if checked.faults:
        raise DataError(checked.faults)
    return found


class _Checker:
    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.places = SourceMap(text)
        self.faults: list[Diagnostic] = []

    def language(self, tag: str, table: Any) -> Mapping[str, Any]:
        if not isinstance(table, dict):
            self._fault(f"{tag!r} is no table", 'write [bg] and never_final = ["…"]', tag)
            return {}
        try:
            normalize_tag(tag)
        except ValueError as error:
            self._fault(str(error), "write it as in BCP 47: bg, en, und", tag)
        for key, value in table.items():
            if key not in KEYS:
                self._fault(f"unknown key {key!r}", f"use one of {', '.join(KEYS)}", tag, key)
            elif not isinstance(value, str) and not (
                isinstance(value, list) and all(isinstance(item, str) for item in value)
            ):
                self._fault(f"{key} holds no words", 'write ["г", "стр"]', tag, key)
        return table

    def _fault(self, message: str, hint: str, *path: str) -> None:
        place: TomlPath = path
        line, column = self.places.place(place, of_key=True)
        self.faults.append(
            Diagnostic(
                code="S001",
                name="segmentation-rules",
                message=message,
                hint=hint,
                location=Location(file=self.file, line=line, column=column),
            )
        )
