"""Tables as other tools lay them out, turned into ours: memoQ, IATE, UNTERM."""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.formats.base import Log
from iomgloss.formats.tags import language_named

Rows = Iterator[tuple[int, list[str]]]

IATE_START = "E_ID|"
"""IATE's own delimiter is rare enough to be told from its first column only."""

_IATE = {
    "E_ID": "concept",
    "E_DOMAINS": "subject",
    "L_CODE": "language",
    "T_TERM": "term",
    "T_TYPE": "type",
    "T_EVALUATION": "status",
}
_IATE_VALUES = {
    "T_TYPE": {"term": "", "short form": "short"},
    "T_EVALUATION": {"obsolete": "superseded", "": "admitted"},
}
_UNTERM = {
    "record id": "concept",
    "unterm id": "concept",
    "subjects": "subject",
    "remarks": "note",
    "notes": "note",
}
_MEMOQ = {"Entry_ID": "concept", "Entry_Subject": "subject", "Entry_Note": "concept_note"}
_MEMOQ_TERM = ("language", "term", "status", "context", "definition")


def adapted(names: list[str], rows: Rows, log: Log) -> tuple[list[str], Rows]:
    """Header and rows as we lay a table out; unchanged when it is nobody's that we know."""
    plain = [name.strip() for name in names]
    if {"L_CODE", "T_TERM"} <= set(plain):
        return _renamed_iate(plain, rows)
    if "Entry_ID" in plain and any(language_named(name) for name in plain):
        return _from_memoq(plain, rows)
    found = {name: tag for name in plain if (tag := language_named(name))}
    if len(found) < 2:
        return names, rows
    for name, tag in found.items():
        log.warn("language-name", f"the column {name!r} is taken for {tag}", line=None)
    return [found.get(name) or _UNTERM.get(name.lower(), name) for name in plain], rows


def _renamed_iate(names: list[str], rows: Rows) -> tuple[list[str], Rows]:
    """A term a row."""

    def values() -> Rows:
        for line, cells in rows:
            changed = [
                _IATE_VALUES.get(name, {}).get(cell.strip().lower(), cell)
                for name, cell in zip(names, cells, strict=False)
            ]
            yield line, changed + cells[len(names) :]

    return [_IATE.get(name, name) for name in names], values()


def _from_memoq(names: list[str], rows: Rows) -> tuple[list[str], Rows]:
    """A concept a row: what belongs to it, then for each language its definition and its terms,
    each with ``Term_Info`` and ``Term_Example``; a language's column stands once for each term."""
    entry = [position for position, name in enumerate(names) if name.startswith("Entry_")]
    definitions: dict[str, int] = {}
    terms: list[tuple[str, dict[str, int]]] = []
    others: list[int] = []
    for position, name in enumerate(names):
        tag = language_named(name)
        if tag:
            terms.append((tag, {"term": position}))
        elif name.endswith("_Def") and (tag := language_named(name.removesuffix("_Def"))):
            definitions[tag] = position
        elif name in ("Term_Info", "Term_Example") and terms:
            terms[-1][1][name] = position
        elif position not in entry:
            others.append(position)
    once = [*entry, *others]
    header = [_MEMOQ.get(names[position], names[position]) for position in once]

    def values() -> Rows:
        for line, cells in rows:
            cells = cells + [""] * (len(names) - len(cells))
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                yield line, cells  # rejected for its length
                continue
            shared = [cells[position] for position in once]
            kept = [position for position in once if names[position] in _MEMOQ]
            told: set[str] = set()
            first = True
            for tag, at in terms:
                if not cells[at["term"]].strip():
                    continue
                info = cells[at["Term_Info"]] if "Term_Info" in at else ""
                example = cells[at["Term_Example"]] if "Term_Example" in at else ""
                definition = cells[definitions[tag]] if tag in definitions else ""
                status = "forbidden" if "forbidden" in info.lower() else "admitted"
                head = (
                    shared
                    if first
                    else [cells[position] if position in kept else "" for position in once]
                )
                row = [tag, cells[at["term"]], status, example, "" if tag in told else definition]
                yield line, [*head, *row, info]
                told.add(tag)
                first = False
            if first:
                yield line, [*shared, terms[0][0], "", "", "", "", ""]  # rejected: no term

    return [*header, *_MEMOQ_TERM, "Term_Info"], values()
