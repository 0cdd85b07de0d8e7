"""``analyse`` as a page: a stacked bar and a table for each file, and for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files as package

import iomgloss
from iomgloss.formats.html_escape import escape, policy, visible
from iomgloss.model.analysis import Analysis, AnalysisRun
from iomgloss.reports.analysis import COLUMNS, hundredths

_WIDTH = 1000
"""Of a bar, in its own units."""


def page(run: AnalysisRun) -> str:
    """The page; bars show shares of words."""
    text, style = _data("analysis.html"), _data("analysis.css")
    sections = [_section(file.name, _pair(file), file.analysis, run) for file in run.files]
    if len(run.files) > 1:
        sections.insert(0, _section(f"{len(run.files)} files", "", run.total, run))
    total = run.total.total
    filled = {
        "policy": policy(style, ""),
        "version": escape(iomgloss.__version__),
        "summary": (
            f"{total.words:,} words in {total.segments:,} segments, "
            f"{hundredths(run.total.weighted)} weighted words"
        ),
        "legend": "".join(_legend(run)),
        "files": "".join(sections),
        "style": style,
    }
    for name, value in filled.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _data(name: str) -> str:
    return package("iomgloss.reports").joinpath("data", name).read_text(encoding="utf-8")


def _pair(file: object) -> str:
    source, target = getattr(file, "source_language", None), getattr(file, "target_language", None)
    return f"{source or '?'} → {target}" if target else ""


def _class(run: AnalysisRun, name: str) -> str:
    """Bands have their colours by place, from known to new, however many there are."""
    names = list(run.weights)
    fuzzy = len(names) - 4
    place = names.index(name)
    if place < 3:
        return f"band known{place}"
    if name == names[-1]:
        return "band new"
    return f"band fuzzy{min(3, (place - 3) * 4 // max(1, fuzzy))}"


def _legend(run: AnalysisRun) -> Iterator[str]:
    for name, weight in run.weights.items():
        swatch = f'<svg width="14" height="14"><rect class="{_class(run, name)}" {_BOX}/></svg>'
        yield f"<li>{swatch} {escape(name)} <small>{weight} %</small></li>\n"


_BOX = 'width="14" height="14"'


def _section(title: str, pair: str, analysis: Analysis, run: AnalysisRun) -> str:
    head = f"<h2>{escape(visible(title))} <small>{escape(pair)}</small></h2>\n"
    return f"<section>\n{head}{_bar(analysis, run)}{_table(analysis, run)}</section>\n"


def _bar(analysis: Analysis, run: AnalysisRun) -> str:
    words = analysis.total.words
    said = ", ".join(f"{name} {size.words:,}" for name, size in analysis.bands.items())
    parts = [
        f'<svg class="bar" viewBox="0 0 {_WIDTH} 28" preserveAspectRatio="none" role="img" '
        f'aria-label="Words: {escape(said)}">'
    ]
    before = 0
    for name, size in analysis.bands.items():
        if size.words:
            start = _WIDTH * before / words
            width = _WIDTH * size.words / words
            parts.append(
                f'<rect class="{_class(run, name)}" x="{start:.2f}" width="{width:.2f}" '
                f'height="28"><title>{escape(name)}: {size.words:,} words</title></rect>'
            )
        before += size.words
    return "".join([*parts, "</svg>\n"])


def _table(analysis: Analysis, run: AnalysisRun) -> str:
    heads = "".join(f"<th scope=col>{name}</th>" for name in (*COLUMNS, "weight", "weighted"))
    lines = [f"<table>\n<thead><tr><th></th>{heads}</tr></thead>\n<tbody>\n"]
    for name, size in analysis.bands.items():
        weight = run.weights[name]
        lines.append(
            _line(
                name, size.segments, size.words, size.characters,
                f"{weight} %", hundredths(size.words * weight),
            )
        )  # fmt: skip
        inside = analysis.internal.get(name)
        if inside is not None and inside.segments:
            lines.append(
                _line("of it internal", inside.segments, inside.words, inside.characters, "", "")
            )
    total = analysis.total
    last = _line(
        "total", total.segments, total.words, total.characters, "", hundredths(analysis.weighted)
    )
    return "".join([*lines, f"</tbody>\n<tfoot>{last}</tfoot>\n</table>\n"])


def _line(name: str, segments: int, words: int, characters: int, weight: str, share: str) -> str:
    numbers = (f"{segments:,}", f"{words:,}", f"{characters:,}", weight, share)
    cells = "".join(f"<td>{number}</td>" for number in numbers)
    return f"<tr><th scope=row>{escape(name)}</th>{cells}</tr>\n"
