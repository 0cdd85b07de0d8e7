"""``iomgloss add``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from iomgloss.cli.options import (
    Settings,
    change_options,
    complete_concepts,
    complete_memories,
    subcommand,
)


@click.group("add")
def command() -> None:
    """Add a unit to a memory, or a term to the term base."""


@subcommand("unit", "text", "jsonl", group=command)
@click.argument("source_text", metavar="SOURCE", required=False)
@click.argument("target_text", metavar="TARGET", required=False)
@click.option(
    "--memory",
    metavar="NAME",
    default="main",
    show_default=True,
    shell_complete=complete_memories,
    help="Where to.",
)
@click.option("--document", metavar="NAME", help="The document it is from.")
@click.option("--draft", is_flag=True, help="Nobody has reviewed it: penalised and marked.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Add many: a file (- for stdin) of lines SOURCE<TAB>TARGET.",
)
@change_options
def unit(
    source_text: str | None,
    target_text: str | None,
    memory: str,
    document: str | None,
    draft: bool,
    batch: Path | None,
    by: str | None,
    why: str | None,
    settings: Settings,
) -> None:
    """Add a unit to a memory.

    SOURCE and TARGET are in the languages of -s and -t.

    Prints the id of each unit once it is safe on the disk. A unit that the memory has already
    is not added again.

    Example: iomgloss add unit -s bg -t en "каналджийство" "migrant smuggling"
    """
    from iomgloss.model import UnitState
    from iomgloss.reports import json
    from iomgloss.workspace.history import Change, user
    from iomgloss.workspace.unit_editing import NewUnit, add_units

    given = (source_text is not None) + (target_text is not None)
    if given != (2 if batch is None else 0):
        raise click.UsageError("give SOURCE and TARGET, or --batch FILE")
    workspace = settings.open()
    source = settings.source or workspace.config.source
    targets = settings.target or workspace.config.targets
    if not source or len(targets) != 1:
        raise click.UsageError("say the languages: -s bg -t en")
    state = UnitState.DRAFT if draft else UnitState.CONFIRMED
    pairs = _pairs(batch) if batch else iter([(source_text or "", target_text or "")])
    languages = source, targets[0]
    units = (
        NewUnit(texts=tuple(zip(languages, pair, strict=True)), document=document, state=state)
        for pair in pairs
    )
    change = Change(who=by or user(), why=why)
    for unit_id, added in add_units(workspace, memory, units, change):
        if settings.report == "jsonl":
            row = {"unit": unit_id, "memory": memory, "added": added}
            settings.show(json.dump(row, lines=True))
        else:
            settings.show(f"{unit_id}\n" if added else f"{unit_id} (there already)\n")


def _pairs(batch: Path) -> Iterator[tuple[str, str]]:
    """Pairs of a file, line by line as they come."""
    from iomgloss.cli.texts import stream_lines
    from iomgloss.errors import FormatError
    from iomgloss.model import Location

    for number, line in stream_lines(batch):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != 2:
            raise FormatError(
                f"expected two columns, found {len(cells)}",
                hint="write SOURCE, a tab, TARGET; the lines before it are added",
                location=Location(file=str(batch), line=number),
            )
        yield cells[0], cells[1]


@subcommand("term", group=command)
@click.argument("concept", shell_complete=complete_concepts)
@click.argument("language")
@click.argument("term")
@click.option("--subject", metavar="NAME", help="Make a new concept, in this subject field.")
@click.option(
    "--set",
    "keys",
    multiple=True,
    metavar="KEY=VALUE",
    help="More about the term, for example status=preferred.",
)
@change_options
def term(
    concept: str,
    language: str,
    term: str,
    subject: str | None,
    keys: tuple[str, ...],
    by: str | None,
    why: str | None,
    settings: Settings,
) -> None:
    """Add a term to a concept.

    TERM is in LANGUAGE; CONCEPT is the id of a concept, with --subject of a new one.

    Example: iomgloss add term migrant-smuggling en "people smuggling" --set status=admitted
    """
    from iomgloss.cli.texts import key_values, tag
    from iomgloss.workspace.history import Change, user
    from iomgloss.workspace.term_editing import add_term

    values = {"term": term, **key_values(keys)}
    change = Change(who=by or user(), why=why)
    workspace = settings.open()
    path = add_term(workspace, concept, tag(language), values, change, subject=subject)
    settings.say(f"Added to {workspace.shown(str(path))}.")
