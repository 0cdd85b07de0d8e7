"""``iomgloss validate``."""

from __future__ import annotations

import click

from iomgloss.cli.options import Settings, subcommand


@subcommand("validate", "text", "json")
@click.option(
    "--remarks",
    "with_remarks",
    is_flag=True,
    help="Also homonyms, languages without a term, terms without a source.",
)
def command(with_remarks: bool, settings: Settings) -> int:
    """Find the faults of the workspace's own files, all at once, each with its place.

    Exit code 3 when files cannot be read as they are, 1 when they can but something is wrong in
    them, 0 when nothing is. Remarks leave it as it is.

    Example: iomgloss validate --format json
    """
    from iomgloss.workspace.validation import remarks, validate

    workspace = settings.open()
    faults, findings = validate(workspace)
    code = 3 if faults else 1 if findings else 0
    if with_remarks:
        findings += remarks(workspace)
    if settings.report == "json":
        from iomgloss.reports import json

        files = len(workspace.termbase.files()) + len(workspace.memories)
        settings.show(json.dump(json.diagnostics([*faults, *findings], files)))
    else:
        for fault in faults:
            click.echo(str(fault), err=True)
        for finding in findings:
            settings.show(f"{finding} [{finding.code}]\n")
        if not faults and not findings:
            settings.say("No faults.")
    return code
