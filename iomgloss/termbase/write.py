"""Concept files out: one key per line, fixed order, a blank line after every table.

`render` is the canonical text. `update` writes a changed concept over an existing file so that
only changed lines change, and comments stay where what they stand beside still exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iomgloss.model import Concept, TermSection
from iomgloss.termbase.layout import CONCEPT, TERM, Kind
from iomgloss.termbase.read import read_concept
from iomgloss.text.toml_places import Entry, Path, SourceMap

_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
}

Table = dict[str, Any]
"""The keys of one TOML table in canonical order; no nested tables but context and x."""
_DEFAULTS: Table = {"status": "admitted", "process_status": "approved", "do_not_translate": False}
"""What may stand in a file or not, and means the same."""
Blocks = list[tuple[Path, Table]]
"""A file as its tables in order; the top level has the path ()."""


def render(concept: Concept) -> str:
    """The canonical text of a concept file."""
    parts = []
    for path, table in blocks(concept):
        lines = [_header(path)] if path else []
        lines += [_lines(name, value) for name, value in table.items()]
        if lines:
            parts.append("".join(lines) + "\n")
    return "".join(parts)


def update(concept: Concept, old: str) -> str:
    """The text of ``concept``, as close to ``old`` (the file as it is, and readable) as can be.

    Keeps a byte-order mark and Windows' line ends.
    """
    if _reads_as(old, concept):
        return old
    mark, plain = ("\ufeff", old[1:]) if old.startswith("\ufeff") else ("", old)
    windows = plain.count("\r\n") > plain.count("\n") / 2
    try:
        text = _merge(blocks(concept), plain.replace("\r\n", "\n"))
    except _UnmergeableError:
        text = render(concept)
    if not _reads_as(text, concept):
        text = render(concept)
    return mark + (text.replace("\n", "\r\n") if windows else text)


def _reads_as(text: str, concept: Concept) -> bool:
    found, _ = read_concept(text.encode(), concept.id, "")
    return found == concept


def blocks(concept: Concept) -> Blocks:
    """The tables of a concept file with their values as TOML has them."""
    top: Table = {}
    for key in CONCEPT:
        if key.kind not in (Kind.DEFINITIONS, Kind.TERMS):
            value = getattr(concept, "extra" if key.name == "x" else key.name)
            if value and value != "approved":
                top[key.name] = _plain(value)
    found: Blocks = [((), top)]
    for definition in concept.definitions:
        table = {"text": definition.text} | (
            {"source": definition.source} if definition.source else {}
        )
        found.append((("definition", definition.language), table))
    for section in concept.languages:
        for position, term in enumerate(section.terms):
            found.append((("terms", section.language, position), _term_table(term)))
    return found


def _term_table(term: TermSection) -> Table:
    table: Table = {}
    for key in TERM:
        value = getattr(term, "extra" if key.name == "x" else key.name)
        if key.name == "context" and value is not None:
            value = {"text": value.text} | ({"source": value.source} if value.source else {})
        if key.name == "status" or (
            value and not (key.name == "process_status" and value == "approved")
        ):
            table[key.name] = _plain(value)
    return table


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return str(value) if isinstance(value, str) else value


# ------------------------------------------------------------------- TOML text


def _header(path: Path) -> str:
    names = ".".join(_key(part) for part in path if isinstance(part, str))
    return f"[[{names}]]\n" if isinstance(path[-1], int) else f"[{names}]\n"


def _lines(name: str, value: Any) -> str:
    """One key with its value, line breaks included."""
    if name == "context":
        return "".join(f"context.{part} = {_inline(text)}\n" for part, text in value.items())
    if isinstance(value, list) and name != "x":
        return f"{name} = [\n" + "".join(f"    {_inline(item)},\n" for item in value) + "]\n"
    return f"{name} = {_inline(value)}\n"


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(_escape(character) for character in value) + '"'
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {_inline(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    # Beside what TOML forbids: what some editors take for a line break.
    odd = character < " " or "\x7f" <= character <= "\x9f" or character in "\u2028\u2029"
    return f"\\u{ord(character):04X}" if odd else character


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _inline(name)


# ------------------------------------------------------- merging with a file


class _UnmergeableError(Exception):
    """The file is laid out in a way that only a fresh rendering can serve."""


class _OldBlock:
    """A table of the existing file: its header and its keys, as stretches of text."""

    def __init__(self, path: Path, header: Entry | None) -> None:
        self.path = path
        self.header = header
        self.keys: dict[str, list[Entry]] = {}


def _merge(new: Blocks, old: str) -> str:
    import tomllib

    source = SourceMap(old)
    values = tomllib.loads(old)
    olds = _old_blocks(source)
    pairs = _pair(new, olds, values)
    out: list[str] = []
    previous: _OldBlock | None = None
    for path, table in _sequence(new, pairs, olds):
        block = pairs.get(path)
        follows = block is not None and (
            not out or (previous is not None and olds.index(block) == olds.index(previous) + 1)
        )
        if block is None:
            out.append(_separate(out) + _header(path))
            out.extend(_lines(name, value) for name, value in table.items())
        else:
            lead = old[block.header.lead : block.header.start] if block.header else ""
            new_top = previous is olds[0] and not olds[0].keys and out[-1]
            out.append(lead if follows and not new_top else _separate(out) + lead.lstrip("\n"))
            if block.header:
                out.append(old[block.header.start : block.header.end])
            out.append(_merge_keys(table, block, _lookup(values, block.path), old))
        previous = block
    tail = old[source.tail :]
    at_end = previous is not None and olds and olds[-1] is previous
    out.append(tail if at_end else _separate(out) + tail.lstrip("\n"))
    return "".join(out)


def _old_blocks(source: SourceMap) -> list[_OldBlock]:
    found = [_OldBlock((), None)]
    for entry in source.entries:
        if entry.is_header:
            path = entry.path
            if len(path) != {"definition": 2, "terms": 3}.get(str(path[0])):
                raise _UnmergeableError
            found.append(_OldBlock(path, entry))
        else:
            block = found[-1]
            name = entry.path[len(block.path)]
            if not block.path and name in ("definition", "terms"):
                raise _UnmergeableError
            block.keys.setdefault(str(name), []).append(entry)
    return found


def _pair(new: Blocks, olds: list[_OldBlock], values: Any) -> dict[Path, _OldBlock]:
    """New table → the old one it continues: the same term, else the same place."""
    pairs: dict[Path, _OldBlock] = {}
    left = {block.path: block for block in olds}
    for path, table in new:
        for old_path in left:
            same_kind = old_path[:2] == path[:2] and len(old_path) == len(path)
            if same_kind and (
                len(path) < 3 or _lookup(values, old_path).get("term") == table.get("term")
            ):
                pairs[path] = left.pop(old_path)
                break
    for path, _ in new:
        if path not in pairs and path in left:
            pairs[path] = left.pop(path)
    return pairs


def _sequence(new: Blocks, pairs: dict[Path, _OldBlock], olds: list[_OldBlock]) -> Blocks:
    """The new tables in the old file's order, what has come in right after its predecessor."""
    kept = [(path, table) for path, table in new if path in pairs]
    kept.sort(key=lambda item: olds.index(pairs[item[0]]))
    for language in {path[:2] for path, _ in kept if len(path) == 3}:
        order = [path for path, _ in kept if path[:2] == language]
        if order != sorted(order, key=lambda path: path[2]):
            return new
    for position, (path, table) in enumerate(new):
        if path not in pairs:
            before = [item[0] for item in kept].index(new[position - 1][0])
            kept.insert(before + 1, (path, table))
    return kept


def _merge_keys(table: Table, block: _OldBlock, values: Any, old: str) -> str:
    """The keys of one table: unchanged ones verbatim, the others in place or by rank."""
    rank = {name: position for position, name in enumerate(_rank(block.path))}
    out: list[tuple[str, str]] = []
    for name, entries in block.keys.items():
        default = name in _DEFAULTS and values[name] == _DEFAULTS[name]
        if name not in table and not default:
            continue
        if name not in table or values[name] == table[name]:
            text = "".join(old[entry.lead : entry.end] for entry in entries)
        else:
            first, last = entries[0], entries[-1]
            comment = old[last.value_end : last.end].strip()
            lines = _lines(name, table[name])
            if comment and lines.count("\n") == 1:
                lines = f"{lines[:-1]}  {comment}\n"
            text = old[first.lead : first.start] + lines
        out.append((name, text if text.endswith("\n") else text + "\n"))
    for name, value in table.items():
        if name not in block.keys and not (block.header and value == _DEFAULTS.get(name)):
            later = [i for i, (other, _) in enumerate(out) if rank[other] > rank[name]]
            out.insert(later[0] if later else len(out), (name, _lines(name, value)))
    return "".join(text for _, text in out)


def _rank(path: Path) -> list[str]:
    if path and path[0] == "definition":
        return ["text", "source"]
    return [key.name for key in (TERM if path else CONCEPT)]


def _lookup(values: Any, path: Path) -> Any:
    for part in path:
        values = values[part]
    return values


def _separate(out: list[str]) -> str:
    """What makes a blank line before the next table."""
    written = "".join(out)
    if not written or written.endswith("\n\n"):
        return ""
    return "\n" if written.endswith("\n") else "\n\n"
