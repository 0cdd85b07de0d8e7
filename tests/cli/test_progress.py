"""The progress bar: after a second, on stderr, until the end."""

from __future__ import annotations

import io

import pytest

from iomgloss.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _clock(monkeypatch: pytest.MonkeyPatch, *times: float) -> Terminal:
    ticks = iter(times)
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(ticks))
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    return shown


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _clock(monkeypatch, 0.0, 0.5, 0.9)
    watch = progress.Progress()
    watch("Reading x", 10, 100)
    watch("Reading x", 50, 100)
    watch("Reading x", 100, 100)
    assert shown.getvalue() == ""


def test_longer_work_shows_a_bar_that_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _clock(monkeypatch, 0.0, 2.0, 4.0)
    watch = progress.Progress()
    watch("Reading x", 0, 100_000_000)
    watch("Reading x", 40_000_000, 100_000_000)
    watch("Reading x", 100_000_000, 100_000_000)
    text = shown.getvalue()
    assert "Reading x" in text
    assert "20.0 MB/s" in text
    assert "100%" in text
    assert text.endswith("25.0 MB/s\x1b[?25h\n")
