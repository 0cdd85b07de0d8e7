"""What may be loaded to start: each list below is what a user waits for.

The modules beyond a bare interpreter and click. A module that appears here has a reason; one that
is only needed sometimes is imported where it is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iomgloss.files.stamp import SETTLED

SMALL = Path(__file__).parent / "cli" / "workspace"

NEVER = {"asyncio", "hashlib", "importlib.metadata", "lxml", "numpy", "rich", "tempfile", "xml"}
"""Heavy, and of no use to a look-up in an index that is up to date."""

VERSION = {"iomgloss", "iomgloss.cli", "iomgloss.cli.options"}

LOOKUP = VERSION | {
    "iomgloss.cli.lookup",
    "iomgloss.cli.match_options",
    "iomgloss.cli.term_options",
    "iomgloss.cli.texts",
    "iomgloss.errors",
    "iomgloss.files",
    "iomgloss.files.derived",
    "iomgloss.files.lock",
    "iomgloss.files.stamp",
    "iomgloss.languages",
    "iomgloss.languages.detect",
    "iomgloss.languages.profile",
    "iomgloss.languages.registry",
    "iomgloss.memory",
    "iomgloss.memory.differences",
    "iomgloss.memory.index",
    "iomgloss.memory.lookup",
    "iomgloss.memory.penalties",
    "iomgloss.memory.query",
    "iomgloss.memory.worth",
    "iomgloss.memory.parts",
    "iomgloss.memory.rows",
    "iomgloss.memory.scoring",
    "iomgloss.memory.segments",
    "iomgloss.memory.terms",
    "iomgloss.model",
    "iomgloss.model.diagnostic",
    "iomgloss.model.language",
    "iomgloss.model.match",
    "iomgloss.model.status",
    "iomgloss.morphology",
    "iomgloss.morphology.base",
    "iomgloss.morphology.registry",
    "iomgloss.reports",
    "iomgloss.reports.lookup",
    "iomgloss.reports.status",
    "iomgloss.reports.terminal",
    "iomgloss.termbase",
    "iomgloss.termbase.index",
    "iomgloss.termbase.lexicon",
    "iomgloss.termbase.recognise",
    "iomgloss.termbase.search_index",
    "iomgloss.termbase.snapshot",
    "iomgloss.text",
    "iomgloss.text.normalize",
    "iomgloss.text.pieces",
    "iomgloss.text.scripts",
    "iomgloss.text.tokenize",
    "iomgloss.text.toml",
    "iomgloss.workspace",
    "iomgloss.workspace.config",
    "iomgloss.workspace.locate",
    "iomgloss.workspace.workspace",
}

THIRD_PARTY = {"cython_runtime", "rapidfuzz"}
"""Beside click: only when a memory holds a text of about the same length."""

PROBE = """
import json, sys
import click
before = set(sys.modules)
sys.argv[0] = "iomgloss"
from iomgloss.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command loads beyond click."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=folder,
        capture_output=True,
        timeout=60,
        check=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    return set(json.loads(done.stderr.decode().splitlines()[-1]))


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] == "iomgloss"}


def others(modules: set[str]) -> set[str]:
    """Top-level names of what is neither ours nor of the standard library."""
    top = {name.split(".")[0] for name in modules}
    return {
        name for name in top - sys.stdlib_module_names - {"iomgloss"} if not name.startswith("_")
    }


def heavy(modules: set[str]) -> set[str]:
    return {name for name in modules if any(f"{name}.".startswith(f"{bad}.") for bad in NEVER)}


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose index is up to date and trusted."""
    folder = tmp_path_factory.mktemp("warm")
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    time.sleep(SETTLED / 1e9 + 0.1)  # younger files are read again each time
    loaded(folder, "lookup", "каналджийството на мигранти")
    return folder


def test_version_loads_next_to_nothing(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--version")
    assert ours(modules) == VERSION
    assert others(modules) == set()
    assert heavy(modules) == set()


def test_warm_lookup_of_a_term(warm: Path) -> None:
    modules = loaded(warm, "lookup", "каналджийството на мигранти", "-s", "bg", "-t", "en")
    assert ours(modules) == LOOKUP
    assert others(modules) == THIRD_PARTY
    assert heavy(modules) == set()


def test_a_check_of_a_text_loads_nothing_heavy(warm: Path) -> None:
    (warm / "draft.txt").write_text("Каналджийството на мигранти.\n", encoding="utf-8")
    modules = loaded(warm, "check", "draft.txt", "-s", "bg", "--select", "T001")
    assert others(modules) <= THIRD_PARTY
    assert heavy(modules) == set()
    assert not {name for name in ours(modules) if name.startswith("iomgloss.reports.checks_")} - {
        "iomgloss.reports.checks_text"
    }


def test_help_imports_no_command(tmp_path: Path) -> None:
    assert ours(loaded(tmp_path, "--help")) == VERSION


def test_importing_the_package_loads_only_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, iomgloss; print(*sys.modules)"],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert ours(set(done.stdout.decode().split())) == {"iomgloss"}


@pytest.mark.parametrize(
    ("name", "library"), [("a.txt", set()), ("a.html", set()), ("a.md", {"markdown_it", "mdurl"})]
)
def test_a_document_loads_only_its_own_reader(tmp_path: Path, name: str, library: set[str]) -> None:
    (tmp_path / name).write_text("<p>Text</p>", encoding="utf-8")
    modules = loaded(tmp_path, "segment", name, "-s", "en")
    assert others(modules) == library
    readers = {"docx", "html", "md", "odt", "pdf", "txt"}
    own = {each.rpartition(".")[2] for each in ours(modules) if ".documents." in each} & readers
    assert own == {Path(name).suffix[1:]} | ({"html"} if name == "a.md" else set())
