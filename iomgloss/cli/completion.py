"""``iomgloss completion``."""

from __future__ import annotations

import click

from iomgloss.cli.options import Settings, subcommand


@subcommand("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str, settings: Settings) -> None:
    """Print the code that makes SHELL complete commands, options, languages and concepts.

    Example: iomgloss completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from iomgloss.cli import cli

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    complete = found(cli, {}, "iomgloss", "_IOMGLOSS_COMPLETE")
    settings.show(complete.source() + "\n")
