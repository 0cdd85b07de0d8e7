"""``iomgloss check``."""

from __future__ import annotations

from pathlib import Path

import click

from iomgloss.cli.options import Settings, subcommand


@subcommand("check", "text", "json")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@click.option("--select", multiple=True, metavar="CODE", help="Only checks that begin so.")
@click.option("--ignore", multiple=True, metavar="CODE", help="No checks that begin so.")
@click.option("--fix", is_flag=True, help="Put in what is right whatever was meant.")
@click.option("--unsafe-fixes", is_flag=True, help="Put in all other suggestions too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--from", "format_name", metavar="FORMAT", help="The format, whatever the name.")
@click.option("--encoding", metavar="NAME", help="Of text files that are not UTF-8: cp1251.")
def command(
    files: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    format_name: str | None,
    encoding: str | None,
    settings: Settings,
) -> int:
    """Check drafts: documents and bilingual files (- for stdin).

    Example: iomgloss check draft.docx
    """
    from iomgloss.checks.registry import selected
    from iomgloss.cli.texts import stdin
    from iomgloss.reports import json
    from iomgloss.workspace.checking import check_files
    from iomgloss.workspace.drafts import ReadOptions

    options = ReadOptions(
        format=format_name,
        encoding=encoding,
        source_language=settings.source,
        target_languages=settings.target,
    )
    rows = selected(select, ignore)
    if fix or unsafe_fixes or diff:
        from iomgloss.cli.fixing import checked, show_diffs

        if diff:
            return show_diffs(settings, files, rows, options, unsafe=unsafe_fixes)
        results = checked(settings, files, rows, options, unsafe=unsafe_fixes)
    else:
        piped = stdin() if Path("-") in files else None
        results = check_files(settings.open(), files, rows, options, piped)
    diagnostics, code = [], 0
    for file in results:
        for sentence in file.remarks:
            settings.say(sentence)
        if file.fault is not None:
            code = max(code, file.fault.exit_code)
            for line in file.fault.lines():
                click.echo(line, err=True)
        diagnostics += [item.diagnostic for item in file.found]
    if settings.report == "json":
        settings.show(json.dump(json.diagnostics(diagnostics, len(files))))
    else:
        for item in diagnostics:
            settings.show(f"{item} [{item.code}]\n")
    return code or int(bool(diagnostics))
