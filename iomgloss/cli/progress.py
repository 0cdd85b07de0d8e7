"""A progress bar for what takes longer than a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0
"""Seconds without a bar."""


class Progress:
    """Shows on stderr how far a reading has come, and how fast (`iomgloss.formats.base.Watch`).

    A new ``what`` begins a new bar. For terminals only.
    """

    def __init__(self) -> None:
        self._what = ""
        self._begun = 0.0
        self._bar: ProgressBar[Any] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self._what:
            self._what, self._begun, self._bar = what, now, None
        spent = now - self._begun
        if self._bar is None and done < total and spent > PATIENCE:
            self._bar = click.progressbar(
                length=total, label=what, file=sys.stderr, item_show_func=lambda rate: rate
            )
            self._bar.render_progress()
        if self._bar is not None:
            self._bar.update(done - self._bar.pos, f"{done / spent / 1e6:.1f} MB/s")
            if done >= total:
                self._bar.render_finish()
                self._bar = None
