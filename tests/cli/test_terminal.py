"""Commands on a real terminal: wrapping, colours, the prompt."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

termios = pytest.importorskip("termios")
fcntl = pytest.importorskip("fcntl")

SMALL = Path(__file__).parent / "workspace"
PATIENCE = 30
"""Seconds; only a fault takes so long."""
PROMPT = "› ".encode()
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def on_terminal(
    tmp_path: Path, *arguments: str, width: int = 80, typed: bytes = b"", **more: str
) -> tuple[int, str]:
    """Run a command on a terminal of a width; exit code and what it shows."""
    folder = tmp_path / "work"
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "iomgloss", *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment | {"TERM": "xterm", "LC_ALL": "C.UTF-8"} | more,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := _read(ours):
            shown += piece
            if typed and PROMPT in shown:
                os.write(ours, typed)
                typed = b""
        return child.wait(timeout=PATIENCE), shown.decode().replace("\r\n", "\n")
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def _read(terminal: int) -> bytes:
    """What comes next; nothing at the end, which a terminal tells as an error."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    assert ready, "nothing came"
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_wide_text_wraps_at_the_width_with_hanging_indents(tmp_path: Path) -> None:
    arguments = ["lookup", "Нова програма засилва борбата срещу каналджийството на мигранти", "-t"]
    code, shown = on_terminal(tmp_path, *arguments, "en", width=60, NO_COLOR="1")
    assert code == 0
    assert shown == (
        "каналджийството на мигранти → каналджийство на мигранти  bg\n"
        "        preferred  migrant-smuggling\n"
        "    en  migrant smuggling; admitted: smuggling of migrants\n"
        "\n"
        "also inside: мигранти (migrant)\n"
        "\n"
        "84.6 %  fuzzy  memory press, document press-release, unit\n"
        "        press-1\n"
        "    bg  Нова [-инициатива-]{+програма+} засилва борбата\n"
        "        срещу каналджийството на мигранти\n"
        "    en  New Initiative Strengthens Fight Against Migrant\n"
        "        Smuggling\n"
    )


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, width: int) -> None:
    for arguments in (
        ["lookup", "Нова програма засилва борбата срещу каналджийството на мигранти"],
        ["term", "каналджийство"],
        ["lookup", "--help"],
    ):
        code, shown = on_terminal(tmp_path, *arguments, width=width)
        assert code == 0
        lines = ESCAPES.sub("", shown).splitlines()
        assert [line for line in lines if len(line) > min(width, 100)] == []


def test_colours_are_for_terminals_that_have_them(tmp_path: Path) -> None:
    arguments = ["lookup", "мигрант", "-s", "bg", "-t", "en"]
    coloured = (
        "\x1b[1mмигрант\x1b[0m  \x1b[2mbg\x1b[0m  \x1b[32mpreferred\x1b[0m"
        "  \x1b[2mmigrant\x1b[0m\n    en  \x1b[32mmigrant\x1b[0m\n"
    )
    plain = "мигрант  bg  preferred  migrant\n    en  migrant\n"
    assert on_terminal(tmp_path, *arguments) == (0, coloured)
    assert on_terminal(tmp_path, *arguments, NO_COLOR="1") == (0, plain)
    assert on_terminal(tmp_path, *arguments, TERM="dumb") == (0, plain)
    assert on_terminal(tmp_path, *arguments, "--no-color") == (0, plain)


def test_prompt_answers_until_the_end(tmp_path: Path) -> None:
    code, shown = on_terminal(
        tmp_path,
        "lookup",
        "-s",
        "bg",
        "-t",
        "en",
        typed="мигрант\n\nняма\n\x04".encode(),
        TERM="dumb",
    )
    text = ESCAPES.sub("", shown)
    assert code == 0
    assert "Type a word or a sentence, then Enter. Ctrl-D ends.\n" in text
    assert "мигрант  bg  preferred  migrant\n    en  migrant\n" in text
    assert "Nothing found: no term, no match.\n" in text
    assert text.index("migrant\n    en") < text.index("Nothing found")


@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="started in the background, where nobody can interrupt",
)
def test_ctrl_c_ends_the_prompt_quietly(tmp_path: Path) -> None:
    code, shown = on_terminal(tmp_path, "lookup", typed=b"\x03\n", TERM="dumb")
    assert code == 130
    assert "Traceback" not in shown


def test_units_are_annotated_with_a_legend(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work/u.csv").write_text("bg,en\nТрафик на мигранти,A migrant\n", "utf-8")
    code, shown = on_terminal(tmp_path, "annotate", "u.csv", width=40)
    assert code == 0
    assert ESCAPES.sub("", shown) == (
        "1\n  bg  [Трафик на мигранти, deprecated →\n      migrant smuggling]\n"
        "  en  A [migrant → мигрант]\n\n— preferred · deprecated\n"
    )
    assert "\x1b[4;31mТрафик на мигранти\x1b[0m" in shown
    plain = on_terminal(tmp_path, "annotate", "u.csv", width=40, NO_COLOR="1")
    assert plain == (0, ESCAPES.sub("", shown).partition("\n—")[0])
