"""Cases of checks as data: ``data/CODE.toml``.

``[[found]]`` must be found, ``[[clean]]`` must not. Of each: ``text`` and ``language``; of a pair
also ``source`` and ``source_language``; of a draft of several passages a list ``passages`` of such
tables instead. What is to be found stands between ``⟦`` and ``⟧``, in the text or in the source; a
finding without a stretch of its own is ``missing = 1`` (the number of them in the case).
``suggestions``: those of the first finding; ``why``: a remark for people. Of a pair also ``codes``
and ``source_codes``, each ``"kind name=value … > content"``, and its ``state``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from iomgloss.model import Draft, InlineCode, Passage, Side, UnitState

DATA = Path(__file__).parent / "data"
LEAST = 10
"""Cases of either kind that every check has."""
_MARK = re.compile("[⟦⟧]")
Span = tuple[int, str, int, int]
"""Number of the passage, side, start, end."""


class Case(NamedTuple):
    code: str
    found: bool
    draft: Draft
    spans: list[Span]
    missing: int
    suggestions: list[str] | None

    def __str__(self) -> str:
        return f"{self.code}: {self.draft.passages[0].text}"


def cases(code: str) -> Iterator[Case]:
    table = tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf-8"))
    assert set(table) <= {"found", "clean"}, table.keys()
    for kind in ("found", "clean"):
        for entry in table.get(kind, []):
            yield _case(code, kind == "found", entry)


def _case(code: str, found: bool, entry: dict[str, Any]) -> Case:
    rows = entry.get("passages", [entry])
    passages, spans = [], []
    for number, row in enumerate(rows, start=1):
        text, here = _unmarked(row.get("text", ""))
        source, there = _unmarked(row["source"]) if "source" in row else (None, [])
        spans += [(number, Side.SOURCE.value, *span) for span in there]
        spans += [(number, Side.TARGET.value, *span) for span in here]
        passages.append(
            Passage(
                number=number,
                text=text,
                language=row.get("language", entry.get("language")),
                source=source,
                source_language=row.get("source_language", entry.get("source_language")),
                unit=str(number),
                codes=tuple(map(_code, row.get("codes", ()))),
                source_codes=tuple(map(_code, row.get("source_codes", ()))),
                state=UnitState(row["state"]) if "state" in row else None,
            )
        )
    draft = Draft(
        file="case",
        passages=tuple(passages),
        bilingual=any(passage.source is not None for passage in passages),
    )
    missing = int(entry.get("missing", 0))
    assert found is bool(spans or missing), f"{code}: {entry}"
    return Case(code, found, draft, spans, missing, entry.get("suggestions"))


def _code(text: str) -> InlineCode:
    head, _, content = text.partition(" > ")
    kind, *pairs = head.split()
    attributes = tuple((name, value) for name, value in (pair.split("=") for pair in pairs))
    return InlineCode(kind=kind, attributes=attributes, content=(content,) if content else ())


def _unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    places = [match.start() - number for number, match in enumerate(_MARK.finditer(text))]
    return _MARK.sub("", text), list(zip(places[::2], places[1::2], strict=True))
