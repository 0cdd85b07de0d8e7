"""``iomgloss edit``."""

from __future__ import annotations

import click

from iomgloss.cli.options import (
    Settings,
    change_options,
    complete_concepts,
    complete_memories,
    subcommand,
)


@click.group("edit")
def command() -> None:
    """Change a unit of a memory, or a term of the term base."""


@subcommand("unit", group=command)
@click.argument("unit_id", metavar="ID")
@click.argument("language", required=False)
@click.argument("text", required=False)
@click.option("--memory", shell_complete=complete_memories, help="Which one, if ids repeat.")
@click.option("--state", type=click.Choice(["confirmed", "draft", "fuzzy"]), help="Its new state.")
@change_options
def unit(
    unit_id: str,
    language: str | None,
    text: str | None,
    memory: str | None,
    state: str | None,
    by: str | None,
    why: str | None,
    settings: Settings,
) -> None:
    """Change a unit: its text, or its state.

    ID has the new TEXT in LANGUAGE, or the new --state.

    The rest of the file stays as it is; the unit as it was goes into tm/history.jsonl.

    Example: iomgloss edit unit 90b1052b460a en "migrant smuggling" --why "as the UN writes"
    """
    from iomgloss.cli.texts import tag
    from iomgloss.model import UnitState
    from iomgloss.workspace.history import Change, user
    from iomgloss.workspace.unit_editing import edit_unit

    if (language is None) != (text is None):
        raise click.UsageError("give LANGUAGE and TEXT")
    if text is None and state is None:
        raise click.UsageError("say what to change: LANGUAGE TEXT, or --state")
    texts = {tag(language): text} if language is not None and text is not None else {}
    change = Change(who=by or user(), why=why)
    new_state = UnitState(state) if state else None
    edit_unit(settings.open(), memory, unit_id, change, texts=texts, state=new_state)
    settings.say(f"Changed {unit_id}.")


@subcommand("term", group=command)
@click.argument("concept", shell_complete=complete_concepts)
@click.argument("language")
@click.argument("term")
@click.option("--set", "keys", multiple=True, metavar="KEY=VALUE", help="Its new value.")
@click.option("--unset", multiple=True, metavar="KEY", help="Take a key away.")
@change_options
def term(
    concept: str,
    language: str,
    term: str,
    keys: tuple[str, ...],
    unset: tuple[str, ...],
    by: str | None,
    why: str | None,
    settings: Settings,
) -> None:
    """Change what a concept says of a term.

    CONCEPT, LANGUAGE and TERM name it; --set term=… gives it another wording.

    Comments and the order of the file stay; the file as it was goes into
    glossary/history.jsonl.

    Example: iomgloss edit term migrant-smuggling en "human smuggling" --set status=deprecated
    """
    from iomgloss.cli.texts import key_values, tag
    from iomgloss.workspace.history import Change, user
    from iomgloss.workspace.term_editing import edit_term

    if "term" in unset:
        raise click.UsageError("a term needs its wording; to take it away: iomgloss remove term")
    values = key_values(keys) | dict.fromkeys(unset)
    if not values:
        raise click.UsageError("say what to change: --set KEY=VALUE or --unset KEY")
    change = Change(who=by or user(), why=why)
    workspace = settings.open()
    path = edit_term(workspace, concept, tag(language), term, values, change)
    settings.say(f"Changed {workspace.shown(str(path))}.")
