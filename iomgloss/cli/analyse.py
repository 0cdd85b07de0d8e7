"""``iomgloss analyse``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iomgloss.cli.match_options import match_options
from iomgloss.cli.options import Settings, subcommand

if TYPE_CHECKING:
    from iomgloss.leverage.bands import Bands
    from iomgloss.memory.query import MatchOptions
    from iomgloss.model.analysis import AnalysisRun


@subcommand("analyse", "text", "json", "csv", "xlsx", "html")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@click.option("--internal", is_flag=True, help="Count what is like an earlier segment, too.")
@click.option("--untranslated", is_flag=True, help="Of bilingual files, only empty targets.")
@click.option("--no-memory", is_flag=True, help="Ask no memory: count repetitions only.")
@click.option(
    "--bands",
    metavar="N,N,...",
    help="Least score of each fuzzy band (default: of the workspace, else 95,85,75,50).",
)
@click.option(
    "--weight",
    "weights",
    metavar="BAND=SHARE",
    multiple=True,
    help="What a word of a band counts for: exact=0.25. Give it again for more.",
)
@click.option(
    "--verify",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="REPORT",
    help="Say what an earlier JSON report counts otherwise.",
)
@match_options("limit", "per_target")
@click.option("--from", "format_name", metavar="FORMAT", help="The format, whatever the name.")
@click.option("--encoding", metavar="NAME", help="Of text files that are not UTF-8: cp1251.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write instead of standard output.",
)
def command(
    files: tuple[Path, ...],
    internal: bool,
    untranslated: bool,
    no_memory: bool,
    bands: str | None,
    weights: tuple[str, ...],
    verify: Path | None,
    options: MatchOptions,
    format_name: str | None,
    encoding: str | None,
    output: Path | None,
    settings: Settings,
) -> int:
    """Count what the memories know of FILEs, by match bands: segments, words, characters.

    Documents, bilingual files, folders of them, patterns (- for stdin). A segment counts once: as
    a context match, a repetition of an earlier one, an exact match, or by its score. All bands
    together are the total.

    \b
    Examples:
      iomgloss analyse release.docx -s bg -t en
      iomgloss analyse drafts/ -t en --internal --format html -o analysis.html
      iomgloss analyse release.docx -t en --verify invoice.json
    """
    from iomgloss.cli.texts import check_output, stdin
    from iomgloss.workspace.analysing import AnalysisOptions, analyse_files
    from iomgloss.workspace.draft_paths import expanded
    from iomgloss.workspace.drafts import ReadOptions

    paths = expanded(files)
    check_output(output, paths)
    if settings.report == "xlsx" and output is None:
        raise click.UsageError("A workbook needs a file: -o FILE.")
    before = None
    if verify is not None:
        from iomgloss.workspace.analysis_report import known_report

        before = known_report(verify, paths)
    workspace = settings.open()
    run = analyse_files(
        workspace,
        paths,
        ReadOptions(
            format=format_name,
            encoding=encoding,
            source_language=settings.source,
            target_languages=settings.target,
        ),
        AnalysisOptions(
            bands=_bands(workspace.config.analysis, bands, weights),
            internal=internal,
            untranslated=untranslated,
            use_memories=not no_memory,
            match=options,
        ),
        stdin=stdin() if Path("-") in paths else None,
        reopen=settings.open,
    )
    for file in run.files:
        for sentence in file.remarks:
            settings.say(sentence)
    if before is not None:
        return _tell_differences(run, before, settings)
    _show(run, output, settings)
    return 0


def _bands(usual: Bands | None, told: str | None, weights: tuple[str, ...]) -> Bands:
    """As told, else as set. Raises UsageError for what is no band or no weight."""
    from iomgloss.errors import UsageError
    from iomgloss.leverage.bands import Bands, in_per_cent, limits_of

    bands = usual or Bands()
    try:
        if told is not None:
            bands = Bands(limits=limits_of(int(limit) for limit in told.split(",")))
        shares = dict(_share(each) for each in weights)
        if shares:
            chosen = {**bands.set_weights, **in_per_cent(shares)}
            bands = Bands(limits=bands.limits, set_weights=chosen)
    except ValueError as error:
        plain = (
            "bands begin at whole numbers: 95,85,75,50" if "invalid literal" in str(error) else None
        )
        raise UsageError(plain or str(error), hint="see iomgloss analyse --help") from None
    return bands


def _share(told: str) -> tuple[str, float]:
    name, _, share = told.partition("=")
    try:
        return name, float(share)
    except ValueError:
        raise ValueError(f"{told!r} is not BAND=SHARE") from None


def _tell_differences(run: AnalysisRun, before: dict[str, Any], settings: Settings) -> int:
    from iomgloss.reports.analysis import differences

    found = differences(run, before)
    settings.show("".join(f"{sentence}\n" for sentence in found or ["The report is right."]))
    return int(bool(found))


def _show(run: AnalysisRun, output: Path | None, settings: Settings) -> None:
    from iomgloss.files.atomic import write_whole
    from iomgloss.reports import analysis, json
    from iomgloss.reports.terminal import Terminal

    if settings.report in ("csv", "xlsx"):
        from iomgloss.formats.csv_write import table as csv
        from iomgloss.formats.xlsx_write import table as xlsx

        rows = analysis.rows(run)
        data = b"".join(csv(rows) if settings.report == "csv" else xlsx(rows, "analysis"))
    elif settings.report == "html":
        from iomgloss.reports.analysis_html import page

        data = page(run).encode(errors="replace")
    elif settings.report == "json":
        data = json.dump(analysis.json(run)).encode(errors="replace")
    else:
        terminal = Terminal() if output else settings.terminal()
        data = analysis.text(run, terminal).encode(errors="replace")
    if output is not None:
        write_whole(output, [data])
    else:
        settings.show(data.decode())
