"""``iomgloss status``."""

from __future__ import annotations

from iomgloss.cli.options import Settings, subcommand


@subcommand("status", "text", "json")
def command(settings: Settings) -> None:
    """Show what is in the workspace, and what recognises inflected forms.

    Example: iomgloss status --format json
    """
    from iomgloss.workspace.summary import status

    report = status(settings.open())
    if settings.report == "text":
        from iomgloss.reports import counts

        settings.show(counts.status(report))
    else:
        from iomgloss.reports import json

        settings.show(json.dump(json.status(report)))
