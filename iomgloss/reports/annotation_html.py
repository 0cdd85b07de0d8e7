"""``annotate`` as a page: the text as it is built, each term a link to its entry at the end.

The page, its style and its script are files of their own in ``data/``. The script shows the entries
as a card beside the term; without it they are read at the end, and printed there. So no entry
stands in the page twice, and each block goes out as soon as it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files as package
from typing import TYPE_CHECKING

import iomgloss
from iomgloss.formats.html_escape import attributes, escape, policy, visible
from iomgloss.languages import likely_language
from iomgloss.languages.direction import is_right_to_left
from iomgloss.model import (
    AnnotatedBlock,
    AnnotatedSegment,
    AnnotatedUnit,
    Side,
    TermHit,
    UnitState,
    compatible,
)
from iomgloss.reports.annotation_entries import Entries
from iomgloss.reports.annotation_structure import Structure
from iomgloss.reports.occurrences import pieces, places

if TYPE_CHECKING:
    from iomgloss.workspace import Workspace
    from iomgloss.workspace.annotating import AnnotatedFile


def page(
    files: Iterable[AnnotatedFile],
    count: int,
    workspace: Workspace,
    language: str | None = None,
    glossary: str | None = None,
) -> Iterator[str]:
    """Yield the page. ``count``: of the files; ``language``: of documents, where it is told;
    ``glossary``: the address of the page that ``export html`` wrote. Raises UsageError for another
    kind of address."""
    entries = Entries(workspace.concept, glossary)
    writer = _Writer(entries, language, workspace.languages)
    opening, _, rest = _template().partition("{{files}}\n")
    between, _, after = rest.partition("{{terms}}")
    for number, file in enumerate(files, start=1):
        if number == 1:
            title = f"Terms in {file.shown}" if count == 1 else f"Terms in {count} files"
            yield opening.replace("{{title}}", _text(title))
        yield from writer.file(file, number, several=count > 1)
    yield between
    yield from entries.written()
    yield after


def _template() -> str:
    """The page around its contents, its title still to be filled in."""
    style, script = _data("annotation.css"), _data("annotation.js")
    text = _data("annotation.html")
    for name, value in (
        ("policy", policy(style, script)),
        ("version", escape(iomgloss.__version__)),
        ("style", style),
        ("script", script),
    ):
        text = text.replace("{{" + name + "}}", value)
    return text


def _data(name: str) -> str:
    return package("iomgloss.reports").joinpath("data", name).read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(visible(text))


class _Writer:
    def __init__(self, entries: Entries, language: str | None, languages: Sequence[str]) -> None:
        self.entries, self.language, self.languages = entries, language, languages

    def file(self, file: AnnotatedFile, number: int, *, several: bool) -> Iterator[str]:
        """A section: the text of one file."""
        if several:
            yield f'<section aria-labelledby="file-{number}">\n'
            yield f'<h2 id="file-{number}">{_text(file.shown)}</h2>\n'
        else:
            yield "<section>\n"
        structure = Structure(top=3 if several else 2)
        for item in file:
            if isinstance(item, AnnotatedUnit):
                yield structure.unit(self._unit(item))
            else:
                yield self._block(structure, item)
        yield structure.end()
        if file.fault is not None:
            said = " ".join(file.fault.lines())
            yield f'<p class="fault" role="alert">The text ends here: {_text(said)}</p>\n'
        yield "</section>\n"

    def _block(self, structure: Structure, item: AnnotatedBlock) -> str:
        language = self.language or self._guess(item)
        inner = self._inline(item.block.text, item.hits, language)
        return structure.block(item.block, inner, _language(language))

    def _guess(self, item: AnnotatedBlock) -> str | None:
        """By letters and words, else what all of its terms are in."""
        likely = likely_language(item.block.text, self.languages)
        found = {hit.language for hit in item.hits}
        return likely or (found.pop() if len(found) == 1 else None)

    def _unit(self, unit: AnnotatedUnit) -> str:
        """A row of the table: what the unit is called, its source, its targets."""
        name = f"{unit.number}"
        name += f"<small>{_text(unit.id)}</small>" if unit.id else ""
        if unit.state is not UnitState.CONFIRMED:
            name += f' <i class="state">{unit.state}</i>'
        cells = (
            "".join(self._segment(segment) for segment in unit.segments if segment.side is side)
            for side in Side
        )
        inner = "".join(f"<td>{cell}</td>" for cell in cells)
        return f'<tr><th scope="row">{name}</th>{inner}</tr>\n'

    def _segment(self, segment: AnnotatedSegment) -> str:
        inner = self._inline(segment.text, segment.hits, segment.language)
        name = f'<small class="language">{_text(segment.language)}</small>'
        return f"{name}<p{_language(segment.language)}>{inner}</p>"

    def _inline(self, text: str, hits: Sequence[TermHit], language: str | None) -> str:
        """A text with a link over each place where terms stand."""
        found, position = [], 0
        for place in places(hits, whole=True):
            first = place.leading
            numbers = list(dict.fromkeys(map(self.entries.number, place.hits)))
            foreign = language is None or not compatible(language, first.language)
            foreign = foreign and len({hit.language for hit in place.hits}) == 1
            opening = attributes(
                href=f"#t{numbers[0]}",
                aria_describedby=" ".join(f"t{number}" for number in numbers),
                data_entries=",".join(map(str, numbers)),
                lang=first.language if foreign else None,
            )
            inner = "".join(
                _text(piece.text)
                if piece.hit.status is first.status
                else f'<span class="{piece.hit.status}">{_text(piece.text)}</span>'
                for piece in pieces(text, place)
            )
            found.append(f"{_text(text[position : place.start])}")
            found.append(f'<a class="term {first.status}"{opening}>{inner}</a>')
            position = place.end
        return "".join([*found, _text(text[position:])])


def _language(tag: str | None) -> str:
    """The attributes of text in a language."""
    if tag is None:
        return attributes(dir="auto")
    return attributes(lang=tag, dir="rtl" if is_right_to_left(tag) else "ltr")
