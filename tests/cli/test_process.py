"""What only a process of its own can show: locales, pipes, signals, permissions, full disks."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iomgloss.workspace.locate import seed

SMALL = Path(__file__).parent / "workspace"
IOMGLOSS = [sys.executable, "-m", "iomgloss"]
FULL = Path("/dev/full")
MEMORY = "tm/press.tmx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    shutil.copytree(SMALL, place)
    return place


def run(
    *arguments: str, folder: Path, stdin: bytes = b"", **more: Any
) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"IOMGLOSS_USER": "tester"} | more.pop("environment", {})
    return subprocess.run(
        [*IOMGLOSS, *arguments],
        cwd=folder,
        input=stdin,
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        env=environment,
        timeout=60,
        **more,
    )


# ------------------------------------------------------------- locales, texts


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["C", "C-without-utf8-mode", "latin-1"],
)
def test_output_and_piped_input_are_utf8_whatever_the_locale(
    folder: Path, environment: dict[str, str]
) -> None:
    done = run(
        "lookup", "-s", "bg", "-t", "ru", folder=folder, stdin="мигрант".encode(),
        environment=environment,
    )  # fmt: skip
    assert done.stdout.decode() == "› мигрант\nмигрант  bg  preferred  migrant\n    ru  мигрант\n\n"
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("text", ["да " * 33_333 + "не", " ".join(map(str, range(19_000)))])
def test_a_text_of_a_hundred_thousand_characters_is_answered(folder: Path, text: str) -> None:
    assert len(text) >= 100_000
    done = run("lookup", "-s", "bg", "--format", "jsonl", folder=folder, stdin=text.encode())
    (line,) = done.stdout.decode().splitlines()
    answer = json.loads(line)
    assert (answer["query"], answer["terms"], answer["matches"]) == (text, [], [])
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="arguments are characters there")
def test_argument_that_is_not_text_is_a_usage_error(folder: Path) -> None:
    done = subprocess.run(
        [*IOMGLOSS, "lookup", b"\xea\xe0"], cwd=folder, capture_output=True, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == (
        "Error: '\\udcea\\udce0' is not in the encoding of this terminal; set it to UTF-8"
    )


def test_piped_input_that_is_not_utf8_is_named_with_its_place(folder: Path) -> None:
    done = run("lookup", "-t", "en", folder=folder, stdin="мигрант\nне".encode("cp1251"))
    assert done.returncode == 3
    assert done.stderr.decode() == (
        "standard input:1:1: the text is not UTF-8 (byte 0xec); "
        "save it as UTF-8, or say its encoding: --encoding cp1251\n"
    )


def test_encoding_can_be_said(folder: Path) -> None:
    (folder / "draft.txt").write_bytes("мигрант\r\n".encode("cp1251"))
    done = run("annotate", "draft.txt", "--encoding", "cp1251", "-t", "en", folder=folder)
    assert (done.returncode, done.stdout.decode()) == (0, "[мигрант → migrant]\n")


def test_utf16_with_a_byte_order_mark_is_read(folder: Path) -> None:
    (folder / "draft.txt").write_bytes("Њ\nмигрант\n".encode("utf-16"))
    done = run("annotate", "draft.txt", "-s", "bg", "-t", "en", folder=folder)
    assert (done.returncode, done.stdout.decode()) == (0, "Њ\n[мигрант → migrant]\n")


def test_wrong_encoding_is_named_with_line_and_column(folder: Path) -> None:
    (folder / "draft.txt").write_bytes("ред\nдва ".encode() + b"\xff")
    done = run("annotate", "draft.txt", folder=folder)
    assert done.returncode == 3
    assert done.stderr.decode() == (
        "draft.txt:2:5: the text is not UTF-8 (byte 0xff); "
        "save it as UTF-8, or say its encoding: --encoding cp1251\n"
    )


@pytest.mark.parametrize("arguments", [["lookup", "мигрант"], ["validate"], ["status"]])
def test_concept_file_in_another_encoding_is_named(folder: Path, arguments: list[str]) -> None:
    (folder / "glossary/crime/old.toml").write_bytes(
        '[[terms.bg]]\nterm = "дом"\n'.encode("cp1251")
    )
    done = run(*arguments, folder=folder)
    assert done.returncode == 3
    assert done.stderr.decode().startswith("glossary/crime/old.toml:2:9: ")
    assert done.stderr.count(b"\n") == 1


# ------------------------------------------------------------- the seed workspace


def test_init_with_seed_copies_the_built_in_workspace(tmp_path: Path) -> None:
    done = run("init", "new", "--with-seed", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == (
        f"A workspace in {(tmp_path / 'new').resolve()}.\n"
        'Next: cd new; iomgloss lookup "каналджийството на мигранти"\n'
    )
    for part in ("glossary", "tm"):
        assert snapshot(tmp_path / "new" / part) == snapshot(seed() / part)
    assert (tmp_path / "new/iomgloss.toml").read_bytes() == (seed() / "iomgloss.toml").read_bytes()


def test_without_a_workspace_the_built_in_one_answers(tmp_path: Path) -> None:
    arguments = ["lookup", "каналджийството на мигранти", "-t", "en", "--format", "json"]
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = run(*arguments, folder=tmp_path, environment=cache)
    assert (done.returncode, done.stderr) == (0, b"")
    first = json.loads(done.stdout)["terms"][0]
    assert (first["concept"], first["surface"], first["translations"][0]["term"]) == (
        "migrant-smuggling",
        "каналджийството на мигранти",
        "migrant smuggling",
    )


# -------------------------------------------------------------- pipes, signals


def test_reader_who_has_gone_is_no_error(folder: Path) -> None:
    (folder / "many.txt").write_text("мигрант\n" * 20_000, encoding="utf-8")
    child = subprocess.Popen(
        [*IOMGLOSS, "annotate", "many.txt", "-s", "bg", "-t", "en"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None and child.stderr is not None
    with child:
        assert child.stdout.readline().decode() == "[мигрант → migrant]\n"
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


def test_reader_of_an_export_who_has_gone_is_no_error(folder: Path) -> None:
    unit = (
        '<tu><tuv xml:lang="bg"><seg>а{n}</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>\n'
    )
    text = (folder / MEMORY).read_text(encoding="utf-8")
    units = "".join(unit.format(n=n) for n in range(5_000))
    (folder / MEMORY).write_text(text.replace("  </body>", f"{units}  </body>"), encoding="utf-8")
    child = subprocess.Popen(
        [*IOMGLOSS, "export", "tmx", "-q", "-o", "-"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None and child.stderr is not None
    with child:
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="started in the background, where nobody can interrupt",
)
def test_interrupt_is_quiet(folder: Path) -> None:
    child = subprocess.Popen(
        [*IOMGLOSS, "lookup", "-s", "bg", "-t", "en"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None and child.stdout is not None and child.stderr is not None
    with child:
        child.stdin.write("мигрант\n".encode())
        child.stdin.flush()
        assert child.stdout.readline().decode() == "› мигрант\n"  # it is at work
        child.send_signal(signal.SIGINT)
        assert child.stderr.read().strip() == b""
    assert child.returncode == 130


@pytest.mark.skipif(os.name == "nt", reason="descriptors are another matter there")
@pytest.mark.parametrize("closed", [0, 1, 2])
def test_closed_standard_stream_is_no_fault_of_ours(folder: Path, closed: int) -> None:
    command = f'"$@" {closed}<&-'
    done = subprocess.run(
        ["sh", "-c", command, "sh", *IOMGLOSS, "lookup", "-t", "en", "мигрант"],
        cwd=folder,
        capture_output=True,
        timeout=60,
    )
    shown = "" if closed == 1 else "мигрант  bg, ru  preferred  migrant\n    en  migrant\n"
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, shown, b"")


# ------------------------------------------------------ permissions, full disks


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["lookup", "мигрант", "--format", "json"],
        ["term", "migrant"],
        ["validate", "-v"],
    ],
)
def test_output_that_cannot_be_written_is_told(folder: Path, arguments: list[str]) -> None:
    (folder / "glossary/crime/odd.toml").write_text('[[terms.fr]]\nterm = "x"\n\n')
    with FULL.open("wb") as full:
        done = run(*arguments, folder=folder, stdout=full)
    assert (done.returncode, done.stderr.decode()) == (
        3,
        "standard output: cannot write: no space left on device; "
        "free some space, nothing was changed\n",
    )


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_export_to_a_full_disk_is_told(folder: Path) -> None:
    done = run("export", "tmx", "-o", str(FULL), folder=folder)
    assert (done.returncode, done.stderr.decode()) == (
        3,
        "/dev/full: cannot write: no space left on device; free some space, nothing was changed\n",
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace but the derived index."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".iomgloss" not in path.parts
    }


CHANGES = {
    "add-unit": ["add", "unit", "-s", "bg", "-t", "en", "дом", "home " * 2_000],
    "add-unit-there": [
        "add", "unit", "-s", "bg", "-t", "en", "дом", "home " * 2_000, "--memory", "press",
    ],
    "edit-unit": ["edit", "unit", "press-1", "en", "home " * 2_000],
    "add-term": ["add", "term", "migrant", "en", "home " * 2_000],
    "import": ["import", "big.csv", "--as", "memory", "-s", "bg", "-t", "en"],
    "export": ["export", "csv", "-o", "out.csv", "--as", "terms"],
    "init": ["init", "new"],
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="no limits on file sizes there")
@pytest.mark.parametrize("name", [name for name in CHANGES if name != "init"])
def test_full_disk_changes_nothing(folder: Path, name: str) -> None:
    (folder / "big.csv").write_text(
        "bg,en\n" + "".join(f"дом {n},{'home ' * 10}\n" for n in range(500)), encoding="utf-8"
    )
    (folder / "glossary/migration/long.toml").write_text(
        '[[terms.en]]\nterm = "long"\nnote = "' + "home " * 2_000 + '"\n\n', encoding="utf-8"
    )
    assert run("status", folder=folder).returncode == 0  # the index is there
    assert run("lookup", "x", folder=folder).returncode == 0
    before = snapshot(folder)
    done = run(
        *CHANGES[name],
        folder=folder,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000)),
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert "; free some space" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    after = snapshot(folder)
    assert {path: after[path] for path in before} == before
    assert b"home" not in after.get("tm/main.tmx", b"")
    assert after.keys() - before.keys() <= {"tm/main.tmx", "tm/history.jsonl"}
    assert run("validate", "-q", folder=folder).returncode == 0


AS_NOBODY = """
import contextlib, io, os, sys
import platformdirs.unix, iomgloss.cli
writable, folder, *arguments = sys.argv[1:]
os.chdir(writable)  # once with all rights: the modules may lie where nobody else can read
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    iomgloss.cli._run(arguments)
os.chdir(folder)
os.setuid(65534)
iomgloss.cli.main(arguments)
"""


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """A copy of the workspace that everybody can read and nobody write."""
    (folder / "big.csv").write_text("bg,en\nдом,home\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as outside:
        Path(outside).chmod(0o755)
        place = Path(outside) / "work"
        shutil.copytree(folder, place)
        for path in (place, *place.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield place


def as_nobody(*arguments: str, folder: Path, place: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(folder), str(place), *arguments],
        capture_output=True,
        timeout=60,
        env=os.environ | {"XDG_CACHE_HOME": "/nowhere", "HOME": "/nowhere"},
    )


needs_root = pytest.mark.skipif(
    not hasattr(os, "setuid") or os.geteuid() != 0, reason="needs to drop privileges"
)


@needs_root
@pytest.mark.parametrize("name", CHANGES)
def test_folder_without_write_permission_is_told(folder: Path, read_only: Path, name: str) -> None:
    before = snapshot(read_only)
    done = as_nobody(*CHANGES[name], folder=folder, place=read_only)
    text = done.stderr.decode()
    assert (done.returncode, done.stdout, text.count("\n")) == (3, b"", 1)
    assert "permission denied; give yourself permission, or choose another folder" in text
    assert snapshot(read_only) == before


@needs_root
def test_read_only_workspace_can_be_looked_up_in(folder: Path, read_only: Path) -> None:
    arguments = ["lookup", "мигрант", "-s", "bg", "-t", "en"]
    done = as_nobody(*arguments, folder=folder, place=read_only)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "мигрант  bg  preferred  migrant\n    en  migrant\n"
