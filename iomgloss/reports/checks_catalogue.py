"""The checks themselves: a list of all, and what one of them finds and why."""

from __future__ import annotations

from iomgloss.checks.documentation import documentation
from iomgloss.checks.registry import CHECKS, FAMILIES, Check, check_named
from iomgloss.checks.selection import close_to
from iomgloss.errors import UsageError
from iomgloss.reports.terminal import Span, Terminal


def listed(terminal: Terminal) -> str:
    """Family by family, a line a check: code, name, what it finds."""
    parts = []
    for letter, title in FAMILIES.items():
        rows = [row for row in CHECKS if row.code.startswith(letter)]
        if rows:
            width = max(len(row.name) for row in rows)
            lines = [_line(row, width, terminal) for row in rows]
            parts.append(terminal.text(f"{letter}  {title}", "bold") + "\n" + "".join(lines))
    return "\n".join(parts)


def _line(row: Check, width: int, terminal: Terminal) -> str:
    finds = documentation(row).finds.split("\n")[0]
    off = "" if row.default else " (off unless selected)"
    first = f"  {row.code}  {row.name:{width}}  "
    return terminal.block([Span(finds + off)], first)


def explained(name: str, terminal: Terminal) -> str:
    """What a check finds, why it matters, wrong, right, a way out. Raises UsageError."""
    try:
        row = check_named(name)
    except KeyError:
        raise UsageError(f"no check is called {name!r}", hint=close_to(name)) from None
    found = documentation(row)
    lines = [terminal.text(f"{row.code} {row.name}", "bold") + "\n"]
    lines += [terminal.block([Span(text)]) for text in found.finds.split("\n\n")]
    styles = {"Wrong": "red", "Right": "green"}
    width = max((len(part) for part, _ in found.parts), default=0) + 2
    for part, text in found.parts:
        head = f"{part + ':':{width}}"
        shown = text.split("\n") if part in styles else text.split("\n\n")
        for number, line in enumerate(shown):
            first = head if number == 0 else " " * width
            lines.append(terminal.block([Span(line, styles.get(part, ""))], first, " " * width))
    pairs = ", bilingual files only" if row.pairs else ""
    off = "" if row.default else ", off unless selected"
    lines.append(terminal.text(f"Severity: {row.severity}{pairs}{off}", "dim") + "\n")
    return "".join(lines)
