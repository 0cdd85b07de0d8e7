"""``check`` as a page: the passages with findings, each stretch marked, what is said beside it.

The page, its style and its script are files of their own in ``data/``. The script only hides what
is not asked for; without it everything can be read, and is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files as package
from itertools import groupby, pairwise

import iomgloss
from iomgloss.formats.html_escape import attributes, escape, policy, visible
from iomgloss.languages.direction import is_right_to_left
from iomgloss.model import Side
from iomgloss.reports.checks import Tally, place
from iomgloss.reports.terminal import Terminal
from iomgloss.workspace.checking import CheckedFile, Found

_CONTEXT = 2_000
"""Characters of a passage shown on either side of its findings."""


def page(files: Iterable[CheckedFile], terminal: Terminal) -> Iterator[str]:
    """The page. The counts stand at its beginning: it goes out when all files are done."""
    tally, sections = Tally(), []
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for number, file in enumerate(files, start=1):
        tally.add(file)
        names |= {found.check.code: found.check.name for found in file.found}
        counts.update(found.check.code for found in file.found)
        if file.found or file.fault is not None:
            sections.append("".join(_section(file, number)))
    text, style, script = _data("checks.html"), _data("checks.css"), _data("checks.js")
    filled = {
        "policy": policy(style, script),
        "version": escape(iomgloss.__version__),
        "summary": _text(str(tally)),
        "filters": "".join(_filter(code, names[code], counts[code]) for code in sorted(names)),
        "style": style,
        "script": script,
    }
    before, _, after = text.partition("{{files}}\n")
    yield _filled(before, filled)
    yield from sections
    yield _filled(after, filled)


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _data(name: str) -> str:
    return package("iomgloss.reports").joinpath("data", name).read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(visible(text))


def _filter(code: str, name: str, count: int) -> str:
    box = f'<input type="checkbox" value="{escape(code)}" checked>'
    return f"<label>{box} <b>{escape(code)}</b> {escape(name)} <small>{count:,}</small></label>\n"


def _section(file: CheckedFile, number: int) -> Iterator[str]:
    yield f'<section aria-labelledby="file-{number}">\n'
    yield f'<h2 id="file-{number}">{_text(file.shown)}</h2>\n'
    if file.fault is not None:
        yield f'<p class="fault" role="alert">{_text(" ".join(file.fault.lines()))}</p>\n'
    for _, group in groupby(file.found, key=lambda found: found.finding.passage.number):
        yield _passage(list(group))
    yield "</section>\n"


def _passage(found: list[Found]) -> str:
    passage = found[0].finding.passage
    sides = [(Side.TARGET, passage.text, passage.language)]
    if passage.source is not None:
        sides.insert(0, (Side.SOURCE, passage.source, passage.source_language))
    shown = "".join(
        f"<p{_language(language)}>"
        f"{_marked(text, [each for each in found if each.finding.side is side])}</p>"
        for side, text, language in sides
    )
    said = "".join(map(_message, found))
    return f'<article>\n<div class="text">{shown}</div>\n<ul>\n{said}</ul>\n</article>\n'


def _marked(text: str, found: list[Found]) -> str:
    """The text with its stretches marked; where they overlap, with the codes of all."""
    spans = [each.finding for each in found if each.finding.start < each.finding.end]
    if not spans:
        return _text(text[:_CONTEXT] + ("…" if len(text) > _CONTEXT else ""))
    first = max(0, min(each.start for each in spans) - _CONTEXT)
    last = min(len(text), max(each.end for each in spans) + _CONTEXT)
    edges = sorted({first, last, *(at for each in spans for at in (each.start, each.end))})
    opened: Counter[str] = Counter()
    change: dict[int, list[tuple[str, int]]] = {}
    for each in found:
        if each.finding.start < each.finding.end:
            change.setdefault(each.finding.start, []).append((each.check.code, 1))
            change.setdefault(each.finding.end, []).append((each.check.code, -1))
    parts = ["…" if first else ""]
    for start, end in pairwise(edges):
        for code, step in change.get(start, ()):
            opened[code] += step
        codes = " ".join(sorted(code for code in opened if opened[code] > 0))
        inner = _text(text[start:end])
        parts.append(f'<mark data-codes="{escape(codes)}">{inner}</mark>' if codes else inner)
    return "".join([*parts, "…" if last < len(text) else ""])


def _message(found: Found) -> str:
    item = found.diagnostic
    said = f"<b>{escape(item.code)}</b> {_text(item.message)}"
    if item.suggestions:
        said += " → " + " / ".join(f"<ins>{_text(text)}</ins>" for text in item.suggestions)
    elif item.hint:
        said += f" <em>{_text(item.hint)}</em>"
    opening = f'<li class="{item.severity}" data-code="{escape(item.code)}">'
    return f"{opening}{said} <small>{_text(place(item))}</small></li>\n"


def _language(tag: str | None) -> str:
    """The attributes of text in a language."""
    if tag is None:
        return attributes(dir="auto")
    return attributes(lang=visible(tag), dir="rtl" if is_right_to_left(tag) else "ltr")
