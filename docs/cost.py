"""Makes `docs/cost.svg` and the table in docs/cost.md from the figures in `docs/cost.tsv`.

python docs/cost.py      (or: make docs)

`tests/bench/growth.py` measures the figures.
"""

from __future__ import annotations

import math
from pathlib import Path

DOCS = Path(__file__).parent
TABLE, PLOT, PAGE = DOCS / "cost.tsv", DOCS / "cost.svg", DOCS / "cost.md"
BEGIN = "<!-- costs: made by docs/cost.py -->\n"
END = "<!-- end of costs -->\n"

SERIES = (
    ("scan", "scan of everything", "#8b8b8b"),
    ("p99", "p99", "#d9730d"),
    ("p95", "p95", "#3b82f6"),
    ("mean", "mean", "#2e9e5b"),
)
"""Column, label, colour: one that can be read on white and on black."""
GREY = "#8b8b8b"
WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 30, 60
LEAST, MOST = 0.5, 5000.0
"""Milliseconds at the bottom and at the top."""

Figures = list[dict[str, float]]
"""One for each size of memory, ascending; see the columns in tests/bench/growth.py."""


def figures() -> Figures:
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    return [dict(zip(names, map(float, line.split("\t")), strict=True)) for line in lines]


def plot(found: Figures) -> str:
    """An SVG file: milliseconds by units, both axes logarithmic."""
    first, last = found[0]["units"], found[-1]["units"]

    def x(units: float) -> float:
        share = math.log(units / first) / math.log(last / first)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = math.log(value / LEAST) / math.log(MOST / LEAST)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="14">',
        "<title>Milliseconds a look-up takes, by the number of units</title>",
    ]
    for tick in (1, 10, 100, 1000):
        at = y(tick)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="{GREY}"'
            ' stroke-opacity="0.35"/>'
        )
        parts.append(_text(LEFT - 8, at + 5, f"{tick:,}", GREY, "end"))
    parts.append(_text(LEFT - 8, TOP - 12, "ms", GREY, "end"))
    for row in found:
        parts.append(_text(x(row["units"]), HEIGHT - BOTTOM + 24, _short(row["units"]), GREY))
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(_text(middle, HEIGHT - 10, "units in the memory", GREY))
    for name, label, colour in SERIES:
        points = [(x(row["units"]), y(row[name])) for row in found]
        line = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
        dashes = ' stroke-dasharray="6 4"' if name == "scan" else ""
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5"{dashes}/>'
        )
        parts += [
            f'<circle cx="{across:.1f}" cy="{down:.1f}" r="4" fill="{colour}"/>'
            for across, down in points
        ]
        across, down = points[-1]
        parts.append(_text(across + 10, down + 5, label, colour, "start"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def table(found: Figures) -> str:
    lines = [
        "| units | mean | p95 | p99 | scan | scan ÷ mean | index | resident |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in found:
        lines.append(
            f"| {row['units']:,.0f} | {row['mean']:.2f} ms | {row['p95']:.2f} ms "
            f"| {row['p99']:.2f} ms | {row['scan']:,.0f} ms | {row['scan'] / row['mean']:.0f} × "
            f"| {row['index']:,.0f} MB | {row['resident']:,.0f} MB |"
        )
    return "\n".join(lines)


def page(text: str, found: Figures) -> str:
    """The page with the table between its markers."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table(found)}\n\n{END}{rest.partition(END)[2]}"


def _text(across: float, down: float, text: str, colour: str, anchor: str = "middle") -> str:
    place = f'x="{across:.1f}" y="{down:.1f}"'
    return f'<text {place} fill="{colour}" text-anchor="{anchor}">{text}</text>'


def _short(units: float) -> str:
    """50,000 as 50k, two million as 2M."""
    return f"{units / 1e6:g}M" if units >= 1e6 else f"{units / 1e3:g}k"


def main() -> None:
    found = figures()
    PLOT.write_text(plot(found), encoding="utf-8", newline="\n")
    text = page(PAGE.read_text(encoding="utf-8"), found)
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
