"""``iomgloss remove``."""

from __future__ import annotations

import click

from iomgloss.cli.options import (
    Settings,
    change_options,
    complete_concepts,
    complete_memories,
    subcommand,
)


@click.group("remove")
def command() -> None:
    """Remove a unit from a memory, or a term from the term base; history.jsonl keeps them."""


@subcommand("unit", group=command)
@click.argument("unit_id", metavar="ID")
@click.option("--memory", shell_complete=complete_memories, help="Which one, if ids repeat.")
@change_options
def unit(
    unit_id: str, memory: str | None, by: str | None, why: str | None, settings: Settings
) -> None:
    """Remove a unit.

    The rest of the file stays as it is; tm/history.jsonl keeps the unit.

    Example: iomgloss remove unit 90b1052b460a --why "a slip"
    """
    from iomgloss.workspace.history import Change, user
    from iomgloss.workspace.unit_editing import remove_unit

    remove_unit(settings.open(), memory, unit_id, Change(who=by or user(), why=why))
    settings.say(f"Removed {unit_id}.")


@subcommand("term", group=command)
@click.argument("concept", shell_complete=complete_concepts)
@click.argument("language")
@click.argument("term")
@change_options
def term(
    concept: str,
    language: str,
    term: str,
    by: str | None,
    why: str | None,
    settings: Settings,
) -> None:
    """Remove a term from a concept.

    With the last term goes the concept's file; glossary/history.jsonl keeps what was there.

    Example: iomgloss remove term migrant-smuggling en "human smuggling"
    """
    from iomgloss.cli.texts import tag
    from iomgloss.workspace.history import Change, user
    from iomgloss.workspace.term_editing import remove_term

    change = Change(who=by or user(), why=why)
    workspace = settings.open()
    path = remove_term(workspace, concept, tag(language), term, change)
    shown = workspace.shown(str(path))
    settings.say(
        f"Removed from {shown}." if path.exists() else f"Removed {shown}: no term is left."
    )
