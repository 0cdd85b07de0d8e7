"""Makes the generated pages: docs/commands.md, docs/formats.md with a page a format in
docs/formats/, and what stands between markers.

    python docs/build.py      (or: make docs)

`tests/test_docs.py` fails when a page is not what this file makes of the code.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from iomgloss.checks.documentation import documentation
from iomgloss.checks.registry import CHECKS, FAMILIES, Check
from iomgloss.cli import cli
from iomgloss.documents import DOCUMENTS
from iomgloss.formats.base import Format
from iomgloss.formats.registry import FORMATS
from iomgloss.languages import profile
from iomgloss.morphology.registry import GENERATORS
from iomgloss.termbase import layout, read
from iomgloss.termbase.layout import Key
from iomgloss.workspace import validation

DOCS = Path(__file__).parent
ROOT = DOCS.parent
WIDTH = 100
MADE = "<!-- Made by docs/build.py: do not edit, run make docs. -->\n\n"

MEANINGS = {
    "subject": "subject field, also the name of the folder the file usually lies in",
    "process_status": "agreed on or not; default `approved`",
    "broader": "ids of wider concepts",
    "narrower": "ids of concepts that are kinds or parts of this one",
    "related": "ids of concepts that belong to the matter",
    "confusable": "ids of concepts that people mistake for this one",
    "aliases": "former ids",
    "note": "a remark for people",
    "x": "what an import brought that has no key here: kept, exported, never interpreted",
    "definition": "one table `[definition.LANGUAGE]` a language",
    "terms": "one table `[[terms.LANGUAGE]]` a term; a concept needs at least one",
    "text": "the wording; needed",
    "source": "the text it rests on",
    "term": "the citation form; needed",
    "status": "whether it is to be used; default `admitted`",
    "part_of_speech": "decides which forms are recognised",
    "gender": "grammatical gender; helps to enumerate forms",
    "number": "the number in which the term is entered",
    "type": "abbreviations and acronyms keep their case when recognised",
    "register": "register of speech, in your words",
    "region": "geographical usage, in your words, such as `GB, AU`",
    "match": "see [recognition](recognition.md#match-rules); the default fits the type",
    "forms": "inflected forms given by hand, for what no analyser knows",
    "do_not_translate": "the term stays as it is in every language; default `false`",
    "context": "a sentence that uses the term: keys `text` and `source`",
}
"""What each key of a concept file is for. A new key in `layout` needs a line here."""

FAULTS = {"W001": "settings"} | read.NAMES
FINDINGS = validation.NAMES


# -------------------------------------------------------------------- commands


def commands_page() -> str:
    """docs/commands.md, from click itself."""
    root = click.Context(cli, info_name="iomgloss")
    shared = [param for param in cli.params if _own(param, frozenset())]
    names = frozenset(param.name or "" for param in shared)
    parts = [
        "# Commands\n\n",
        MADE,
        "Every command works on the [workspace](workspace.md) around the current folder, else on "
        "the one that ships with iomgloss. Results go to stdout in UTF-8, talk and errors to "
        "stderr.\n\nExit codes: 0 ok, 1 findings (`check`, `validate`, or `import` that rejected "
        "something), 2 usage, 3 bad input data, 4 our fault.\n\n",
        "## Options of every command\n\n",
        "They may stand before or after the command's name.\n\n",
        _code(_records(shared, root)),
    ]
    for command, ctx in _walk(cli, root):
        parts.append(_command(command, ctx, names))
    return "".join(parts).rstrip("\n") + "\n"


def _walk(group: click.Group, ctx: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None  # noqa: S101  (it has just been listed)
        below = click.Context(command, info_name=name, parent=ctx)
        yield command, below
        if isinstance(command, click.Group):
            yield from _walk(command, below)


def _command(command: click.Command, ctx: click.Context, shared: frozenset[str]) -> str:
    depth = ctx.command_path.count(" ") + 1
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    text = f"{'#' * depth} {ctx.command_path}\n\n" + _code(usage)
    for paragraph in inspect.cleandoc((command.help or "").split("\f")[0]).split("\n\n"):
        if paragraph.startswith("\b"):
            text += _code(textwrap.dedent(paragraph[1:].lstrip("\n")))
        elif paragraph.startswith("Example: "):
            text += f"Example:\n\n```sh\n{' '.join(paragraph.split()[1:])}\n```\n\n"
        else:
            plain = " ".join(paragraph.split()).replace("<", "\\<").replace("*", "\\*")
            text += textwrap.fill(plain, WIDTH, break_on_hyphens=False) + "\n\n"
    own = [param for param in command.params if _own(param, shared)]
    return text + (_code(_records(own, ctx)) if own else "")


def _own(param: click.Parameter, shared: frozenset[str]) -> bool:
    return isinstance(param, click.Option) and param.name not in shared | {"help", "version"}


def _records(params: list[click.Parameter], ctx: click.Context) -> str:
    records = [record for param in params if (record := param.get_help_record(ctx))]
    formatter = click.HelpFormatter(width=WIDTH)
    formatter.write_dl(records)
    return formatter.getvalue().rstrip("\n")


def _code(text: str) -> str:
    return f"```text\n{text}\n```\n\n"


# --------------------------------------------------------------------- formats


FOLDERS = {"omegat": "iomgloss.workspace.omegat_project"}
"""What is exported as a folder, and the module whose docstring says how."""
_SECTION = re.compile(r"^(Read|Written|Lost): +(\S)", re.MULTILINE)
"""How the parts of a format's docstring begin."""


def formats_page() -> str:
    """docs/formats.md: what there is, with a link to each format's page."""
    parts = [
        "# File formats\n\n",
        MADE,
        "What `iomgloss import` reads and `iomgloss export` writes. The format is told from the "
        "file's name, where several share an extension from how the file begins, or named: "
        "`--from FORMAT`. What a format cannot hold is counted in the export's report; what an "
        "import cannot take is rejected with line and reason.\n\n"
        "Each page says what is read, what is written, and what is lost.\n\n",
        "| format | files | holds | read | written |\n|---|---|---|---|---|\n",
    ]
    for row in FORMATS:
        cells = [
            f"[`{row.name}`](formats/{row.name}.md)",
            _list(row.extensions + row.shared),
            " or ".join(row.holds),
            "yes" if row.read else "no",
            "yes" if row.write else "no",
        ]
        parts.append(_row(cells) + "\n")
    for name in FOLDERS:
        link = f"[`{name}`](formats/{name}.md)"
        parts.append(_row([link, "a folder", "terms and memory", "no", "yes"]) + "\n")
    return "".join(parts)


def format_pages() -> dict[str, str]:
    """Name → docs/formats/NAME.md, from the registry and the modules' docstrings."""
    found = {}
    for row in FORMATS:
        module = import_module((row.read or row.write or "").partition(":")[0])
        found[row.name] = _page(row.title, _facts(row) + _examples(row), module)
    for name, path in FOLDERS.items():
        example = f"iomgloss export {name} -o project -s bg -t en"
        found[name] = _page(f"{name}, a project folder", _console([example]), import_module(path))
    return found


def _page(title: str, facts: str, module: ModuleType) -> str:
    intro, _, body = inspect.cleandoc(module.__doc__ or "").partition("\n")
    headed = _SECTION.sub(lambda found: f"## {found[1]}\n\n{found[2].upper()}", body.strip())
    texts = [_markdown(part, module) for part in (intro, headed)]
    return f"# {title}\n\n{MADE}{texts[0]}\n\n{facts}{texts[1]}\n"


def _facts(row: Format) -> str:
    """What the registry knows, a line each."""
    kinds = " or ".join(row.holds)
    files = _list(row.extensions)
    if row.shared:
        also = f"{_list(row.shared)} that begin as such files do"
        files = f"{files}; {also}" if files else also
    options = [f"`--{row.name}-version`: {_list(row.versions)}"] if row.versions else []
    options += [f"`--style`: {_list(row.styles)}"] if row.styles else []
    if len(row.holds) > 1:
        options.append(f"`--as`: {_list(row.holds)}")
    if row.bilingual:
        options.append("`-s`, `-t`: one pair, else that of the settings")
    facts = {
        "name": f"`{row.name}`",
        "files": files,
        "holds": kinds,
        "read": "yes" if row.read else "no",
        "written": "yes" if row.write else "no",
        "options": "; ".join(options),
    }
    rows = [_row([name, fact]) for name, fact in facts.items() if fact]
    return "\n".join([_row(["", ""]), "|---|---|", *rows]) + "\n\n"


def _examples(row: Format) -> str:
    """Commands that work as they stand, where we can make the file that is read."""
    stem = "memory" if row.holds[0] == "memory" else "glossary"
    file = stem + (row.extensions + row.shared)[0]
    if not row.write:
        return f"```sh\niomgloss import {file}\n```\n\n"
    pair = " -s bg -t en" if row.bilingual else ""
    lines = [f"iomgloss export {row.name} -o {file}{pair}"]
    if row.read:
        lines += ["iomgloss init mine", f"iomgloss import {file} --from {row.name} -w mine"]
    return _console(lines)


def _console(commands: list[str]) -> str:
    shown = "".join(f"$ {command}\n" for command in commands)
    return f"```console\n{shown}```\n\n"


def _section(name: str, module: ModuleType) -> str:
    """What a module's docstring tells the user."""
    title, _, body = inspect.cleandoc(module.__doc__ or "").partition("\n")
    return f"## {name}\n\n{_markdown(title, module)}\n\n{_markdown(body.strip(), module)}\n"


def _markdown(text: str, module: object) -> str:
    """The little reStructuredText of our docstrings: literals, simple tables, named constants."""
    found: list[str] = []
    columns: list[tuple[int, int]] = []
    for line in text.splitlines():
        if re.fullmatch(r"=+(?: +=+)+", line):
            if not columns:
                columns = [match.span() for match in re.finditer("=+", line)]
                found += [_row([""] * len(columns)), "|" + "---|" * len(columns)]
            else:
                columns = []
        elif columns:
            ends = [start for start, _ in columns[1:]] + [len(line)]
            cells = [line[start:end] for (start, _), end in zip(columns, ends, strict=True)]
            found.append(_row([cell.strip() for cell in cells]))
        else:
            found.append(line)
    plain = re.sub(r"``(.+?)``", r"`\1`", "\n".join(found), flags=re.DOTALL)
    return re.sub(r"`([A-Z][A-Z_]+)`", lambda name: _constant(module, name), plain)


def _constant(module: object, name: re.Match[str]) -> str:
    values = getattr(module, name.group(1), None)
    return _list(values) if isinstance(values, tuple | frozenset | list | dict) else name.group()


# ---------------------------------------------------------------------- tables


def tables() -> dict[str, dict[str, str]]:
    """Page → marker → table."""
    return {
        "workspace.md": {
            "concept keys": _keys(layout.CONCEPT),
            "definition keys": _keys(layout.DEFINITION),
            "term keys": _keys(layout.TERM),
            "faults": _codes(FAULTS),
            "findings": _codes(FINDINGS),
        },
        "checks.md": {"checks": _checks()},
        "documents.md": {"documents": _documents(), "sections": _document_sections()},
        "recognition.md": {"languages": _languages(), "floors": _floors()},
    }


def _keys(keys: tuple[Key, ...]) -> str:
    rows = [
        _row([f"`{key.name}`", key.kind.value, _list(key.values), MEANINGS[key.name]])
        for key in keys
    ]
    return "\n".join(["| key | holds | only these values | what for |", "|---|---|---|---|", *rows])


def _codes(names: Mapping[str, str]) -> str:
    rows = [_row([code, name]) for code, name in sorted(names.items())]
    return "\n".join(["| code | name |", "|---|---|", *rows])


def _languages() -> str:
    rows = [
        _row([f"`{tag}`", profile(tag).name, " and ".join(row.libraries) or row.label])
        for tag, row in sorted(GENERATORS.items())
    ]
    return "\n".join(["| tag | language | forms by |", "|---|---|---|", *rows])


def _documents() -> str:
    places = {
        "line": "line and column",
        "paragraph": "part, paragraph; table, row, cell",
        "page": "page; line and column on it",
    }
    rows = [
        _row([f"[`{row.name}`](#{row.name})", row.title, _list(row.extensions), places[row.places]])
        for row in DOCUMENTS
    ]
    return "\n".join(["| format | what | files | places |", "|---|---|---|---|", *rows])


def _document_sections() -> str:
    modules = {row.name: import_module(row.read.partition(":")[0]) for row in DOCUMENTS}
    return "\n".join(_section(name, module) for name, module in modules.items()).rstrip()


def _floors() -> str:
    tree = ast.parse((ROOT / "tests/morphology/test_gold.py").read_text(encoding="utf-8"))
    floors = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FLOORS"
    )
    kinds = ("single", "multi", "all")
    rows = [_row([f"`{tag}`", *(str(floors[tag][kind]) for kind in kinds)]) for tag in floors]
    head = ["| language | one word | several words | all |", "|---|--:|--:|--:|"]
    return "\n".join([*head, *rows])


# ---------------------------------------------------------------------- checks


def _checks() -> str:
    """All checks, family by family."""
    parts = []
    for letter, title in FAMILIES.items():
        rows = [row for row in CHECKS if row.code.startswith(letter)]
        if rows:
            parts += [f"## {letter}: {title}", *map(_check, rows)]
    return "\n\n".join(parts)


def _check(row: Check) -> str:
    found = documentation(row)
    facts = [str(row.severity)]
    facts += ["bilingual files only"] if row.pairs else []
    facts += [] if row.default else ["off unless selected"]
    lines = [f"### {row.code} {row.name}", _prose(found.finds)]
    for name, text in found.parts:
        if name in ("Wrong", "Right"):
            lines.append(f"{name}:\n\n```text\n{text}\n```")
        else:
            lines.append(_prose(f"{name}: {text}"))
    return "\n\n".join([*lines, f"Severity: {', '.join(facts)}."])


def _prose(text: str) -> str:
    plain = text.replace("``", "`").replace("<", "\\<").replace("*", "\\*")
    return "\n\n".join(
        textwrap.fill(part, WIDTH, break_on_hyphens=False) for part in plain.split("\n\n")
    )


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _list(values: object) -> str:
    assert isinstance(values, tuple | frozenset | list | dict)  # noqa: S101  (ours, not input)
    return ", ".join(f"`{value}`" for value in values)


def fill(page: str, found: Mapping[str, str]) -> str:
    """``page`` with each table between its markers. Raises ValueError for a missing marker."""
    for name, table in found.items():
        begin, end = f"<!-- {name}: made by docs/build.py -->\n", f"<!-- end of {name} -->\n"
        if page.count(begin) != 1 or page.count(end) != 1:
            raise ValueError(f"the page needs once: {begin.strip()} and {end.strip()}")
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n{table}\n\n{end}{rest.partition(end)[2]}"
    return page


# ----------------------------------------------------------------------- pages


def pages() -> dict[Path, str]:
    """Every page that is generated wholly or in part, as it should be."""
    found = {DOCS / "commands.md": commands_page(), DOCS / "formats.md": formats_page()}
    found |= {DOCS / "formats" / f"{name}.md": page for name, page in format_pages().items()}
    for name, parts in tables().items():
        path = DOCS / name
        found[path] = fill(path.read_text(encoding="utf-8"), parts)
    return found


def main() -> None:
    found = pages()
    for path in (DOCS / "formats").glob("*.md"):
        if path not in found:
            path.unlink()
            print(f"removed {path.relative_to(ROOT)}")
    (DOCS / "formats").mkdir(exist_ok=True)
    for path, text in found.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
