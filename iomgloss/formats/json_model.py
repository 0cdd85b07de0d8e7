"""The model as JSON values: every field under its own name, those at their default left out."""

from __future__ import annotations

import math
import types
from collections import Counter
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from iomgloss.formats.json_items import is_text
from iomgloss.model import (
    Attestation,
    Concept,
    Definition,
    InlineCode,
    LanguageSection,
    Location,
    Note,
    Property,
    Provenance,
    Segment,
    TermSection,
    TranslationUnit,
    Variant,
)

_CLASSES = {
    found.__name__: found
    for found in (
        Attestation,
        Concept,
        Definition,
        InlineCode,
        LanguageSection,
        Location,
        Note,
        Property,
        Provenance,
        Segment,
        TermSection,
        TranslationUnit,
        Variant,
    )
}
_DEEPEST = 100


def to_json(value: Any, losses: Counter[str]) -> Any:
    """A JSON value of a model value. What JSON has no type for becomes text, and is counted."""
    if isinstance(value, Segment):
        return value.text if not value.codes else to_json(value.content, losses)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {
            field.name: to_json(found, losses)
            for field in fields(value)
            if field.name != "location" and (found := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, Mapping):
        return {str(key): to_json(found, losses) for key, found in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(found, losses) for found in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    losses["types of imported values (written as text)"] += 1
    return str(value)


def _default(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def from_json(kind: Any, value: Any, unknown: list[str], path: str = "") -> Any:
    """A model value of the type ``kind``. Raises ValueError that says where and what is wrong.

    Keys that ``kind`` does not have are added to ``unknown``.
    """
    place = path or "the item"
    if path.count(".") + path.count("[") > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(kind, type) and issubclass(kind, Segment):
        return Segment((value,) if value else ()) if is_text(value) else _segment(value, path)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"{place}: {value!r} is none of {', '.join(kind)}") from None
    if is_dataclass(kind):
        return _object(kind, value, unknown, path)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in parts:
            return None
        (kind,) = (part for part in parts if part is not type(None))
        return from_json(kind, value, unknown, path)
    if origin is tuple:
        return _tuple(parts, value, unknown, path)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise ValueError(f"{place} is no object")
        check(value, path)
        return value
    if kind is str:
        if not is_text(value):
            raise ValueError(f"{place} is no text")
    elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{place} is no {'number' if kind is int else kind.__name__}")
    return value


def _object(kind: Any, value: Any, unknown: list[str], path: str) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"{path or 'the item'} is no object")
    hints = _hints(kind)
    unknown += [f"{path}.{key}".lstrip(".") for key in value if key not in hints]
    found = {
        name: from_json(hint, value[name], unknown, f"{path}.{name}".lstrip("."))
        for name, hint in hints.items()
        if name in value
    }
    missing = [
        field.name
        for field in fields(kind)
        if field.name not in found and field.default is MISSING and field.default_factory is MISSING
    ]
    if missing:
        raise ValueError(f"{path or 'the item'} has no {missing[0]}")
    return kind(**found)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    namespace = {**_CLASSES, "Content": tuple}
    hints = get_type_hints(kind, localns=namespace)
    return {name: hint for name, hint in hints.items() if name != "location"}


def _tuple(parts: tuple[Any, ...], value: Any, unknown: list[str], path: str) -> Any:
    if not isinstance(value, list):
        raise ValueError(f"{path} is no list")
    if len(parts) == 2 and parts[1] is Ellipsis:
        kinds: list[Any] = [parts[0]] * len(value)
    elif len(parts) == len(value):
        kinds = list(parts)
    else:
        raise ValueError(f"{path} has {len(value)} items, not {len(parts)}")
    return tuple(
        from_json(kind, item, unknown, f"{path}[{position}]")
        for position, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _segment(value: Any, path: str) -> Segment:
    return Segment(_content(value, path))


def _content(value: Any, path: str) -> tuple[str | InlineCode, ...]:
    """Text and codes; strings side by side are joined."""
    if not isinstance(value, list):
        raise ValueError(f"{path} is neither text nor a list")
    if path.count("[") > _DEEPEST:
        raise ValueError("nested too deep")
    content: list[str | InlineCode] = []
    for position, item in enumerate(value):
        place = f"{path}[{position}]"
        if is_text(item):
            if content and isinstance(content[-1], str):
                content[-1] += item
            elif item:
                content.append(item)
        elif isinstance(item, dict) and set(item) <= {"kind", "attributes", "content"}:
            pairs = from_json(
                tuple[tuple[str, str], ...], item.get("attributes", []), [], f"{place}.attributes"
            )
            kind = from_json(str, item.get("kind"), [], f"{place}.kind")
            inner = _content(item.get("content", []), f"{place}.content")
            content.append(InlineCode(kind=kind, attributes=pairs, content=inner))
        else:
            raise ValueError(f"{place} is neither text nor a code")
    return tuple(content)


def check(value: Any, path: str) -> None:
    """Refuse what Unicode forbids anywhere below."""
    if isinstance(value, dict):
        for key, item in value.items():
            check(key, path)
            check(item, path)
    elif isinstance(value, list):
        for item in value:
            check(item, path)
    elif isinstance(value, str) and not is_text(value):
        raise ValueError(f"{path} has a character that no text may have")
