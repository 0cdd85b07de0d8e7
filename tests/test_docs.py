"""The documentation is true: generated pages are current, links lead somewhere, examples run."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from iomgloss.cli import COMMANDS, cli
from iomgloss.formats.base import Format
from iomgloss.formats.registry import FORMATS
from iomgloss.memory.query import MINIMUM
from iomgloss.termbase.read import read_concept
from iomgloss.workspace.config import KEYS, Config, load

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
RECIPES = [ROOT / "CONTRIBUTING.md", DOCS / "extending.md"]

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:iomgloss|tests|docs|glossary|tm|exports|\.ci)/[^`\s]*)`")


def module(name: str) -> ModuleType:
    """A script of docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


build, cost, examples = module("build"), module("cost"), module("examples")


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def fences(path: Path, language: str) -> Iterator[str]:
    for fence in _FENCE.finditer(text_of(path)):
        if fence.group(2) == language:
            yield fence.group(3)


# ------------------------------------------------------------- generated pages


def test_generated_pages_are_current() -> None:
    stale = [path.name for path, text in build.pages().items() if text_of(path) != text]
    assert stale == [], "run make docs"


def test_the_page_on_cost_shows_what_was_measured() -> None:
    found = cost.figures()
    assert cost.plot(found) == text_of(DOCS / "cost.svg"), "run make docs"
    assert cost.page(text_of(DOCS / "cost.md"), found) == text_of(DOCS / "cost.md"), "run make docs"


def test_generated_pages_do_not_depend_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert build.commands_page() == text_of(DOCS / "commands.md")


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for each in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), each)
        assert command is not None
        yield f"{name} {each}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {each}")


def test_every_command_and_option_has_its_place() -> None:
    page = text_of(DOCS / "commands.md")
    sections = dict(re.findall(r"^#+ (.*)\n((?:(?!#).*\n)*)", page, re.MULTILINE))
    found = dict(commands(cli, "iomgloss"))
    assert {name.split(" ")[1] for name in found} == set(COMMANDS)
    shared = sections["Options of every command"]
    missing = [
        f"{name} {option}"
        for name, command in found.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option not in sections[name] and option not in shared
    ]
    assert missing == []


def test_every_format_has_its_page_and_no_other_is_there() -> None:
    names = [*(row.name for row in FORMATS), *build.FOLDERS]
    assert sorted(path.stem for path in (DOCS / "formats").iterdir()) == sorted(names)
    links = _LINK.findall(text_of(DOCS / "formats.md"))
    assert links == [f"formats/{name}.md" for name in names]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_format_says_what_is_read_written_and_lost(row: Format) -> None:
    headings = re.findall(r"^## (.*)$", text_of(DOCS / "formats" / f"{row.name}.md"), re.MULTILINE)
    read, written = ["Read"] if row.read else [], ["Written"] if row.write else []
    assert headings == [*read, *written, "Lost"]


def test_a_missing_marker_is_said() -> None:
    with pytest.raises(ValueError, match="the page needs once: <!-- keys: made by"):
        build.fill("no marker", {"keys": "| a |"})


# ----------------------------------------------------------------------- links


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", re.sub(_FENCE, "", text_of(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", names(PAGES))
def test_internal_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    dead = []
    for target in _LINK.findall(re.sub(_FENCE, "", text_of(path))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(target)
    assert dead == []


def test_every_page_and_schema_is_linked() -> None:
    index = set(_LINK.findall(text_of(DOCS / "README.md")))
    assert {path.name for path in DOCS.glob("*.md")} - {"README.md"} - index == set()
    linked = set(_LINK.findall(text_of(DOCS / "json.md")))
    assert {f"schemas/{path.name}" for path in DOCS.glob("schemas/*.json")} - linked == set()


@pytest.mark.parametrize("page", names(RECIPES))
def test_recipes_name_files_that_exist(page: str) -> None:
    named = {
        path
        for path in _PATH.findall(text_of(ROOT / page))
        if not re.search(r"[A-Z]{4,}", path.removesuffix("SOURCES.md"))  # NAME: to be filled in
    }
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_the_picture_of_the_layers_is_the_one_that_is_enforced() -> None:
    settings = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]
    layers = settings["contracts"][0]["layers"]
    enforced = [re.findall(r"\w+", layer.replace("iomgloss.", "")) for layer in layers]
    picture = next(fences(ROOT / "CONTRIBUTING.md", "text"))
    assert [re.findall(r"iomgloss\.(\w+)", line) for line in picture.splitlines()] == enforced


# -------------------------------------------------------------------- examples


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("page", [name for name in names(PAGES) if name != "CONTRIBUTING.md"])
def test_console_examples_run_as_shown(page: str, tmp_path: Path) -> None:
    wrong = [
        f"{page}:{result.example.line}: $ {result.example.command}\n{result.output}"
        for result in examples.run(text_of(ROOT / page), tmp_path)
        if not result.fits
    ]
    assert wrong == [], "\n".join(["not as shown; the real output:", *wrong])


@pytest.mark.parametrize("page", names(sorted(DOCS.glob("*.md"))))
def test_python_examples_run_as_shown(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "\n".join(fences(ROOT / page, "python"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("IOMGLOSS_WORKSPACE", raising=False)
    test = doctest.DocTestParser().get_doctest(code, {}, page, page, 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    runner.run(test, out=said.append)
    assert "".join(said) == ""


@pytest.mark.parametrize(
    ("shown", "output", "fits"),
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a\n", "a\nb\n", False),
        ("a … c\n", "a b c\n", True),
        ("a …\n", "a b\nc\n", False),
        ("a\n…\nz\n", "a\nz\n", True),
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a.c\n", "abc\n", False),
    ],
)
def test_expected_output_is_compared_line_by_line(shown: str, output: str, fits: bool) -> None:
    assert (examples.pattern(shown).fullmatch(output) is not None) is fits


def test_examples_are_taken_from_console_blocks_with_their_places() -> None:
    page = "x\n```console\n$ iomgloss a\none\n$ cd b\n```\n```sh\n$ iomgloss c\n```\n"
    found = list(examples.examples(page))
    assert [(item.command, item.expected, item.line) for item in found] == [
        ("iomgloss a", "one\n", 3),
        ("cd b", "", 5),
    ]
    assert page[found[0].start : found[0].end] == "one\n"


# ------------------------------------------------------------ settings and files


def test_every_setting_is_documented_with_its_default(tmp_path: Path) -> None:
    page = text_of(DOCS / "workspace.md")
    assert [key for key in KEYS if not re.search(rf"^\| `{key}[`.]", page, re.MULTILINE)] == []
    block = next(fences(DOCS / "workspace.md", "toml"))
    shown = tmp_path / "iomgloss.toml"
    shown.write_text(block, encoding="utf-8")
    assert load(shown, "shown") == Config(minimum=MINIMUM)
    shown.write_text(re.sub(r"^# ", "", block, flags=re.MULTILINE), encoding="utf-8")
    assert tomllib.loads(text_of(shown)).keys() == set(KEYS)
    load(shown, "shown")


def test_concept_files_shown_can_be_read() -> None:
    shown = list(fences(DOCS / "concepts.md", "toml"))
    assert len(shown) == 1
    for text in shown:
        assert read_concept(text.encode(), "migrant-smuggling", "shown")[1] == []
