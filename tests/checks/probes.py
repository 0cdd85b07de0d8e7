"""Checks for tests only: what they find can be counted by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.checks.base import Find, Resources
from iomgloss.checks.registry import Check
from iomgloss.model import Draft, Finding


class Probe(Check):
    """Finds a pattern, and would have it replaced."""

    @property
    def find(self) -> Find:
        return self._find

    def _find(self, draft: Draft, resources: Resources) -> Iterator[Finding]:
        pattern, new, safe = self.module.split("\0")
        for passage in draft.passages:
            for found in re.finditer(pattern, passage.text):
                yield Finding(
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                    message="a test",
                    suggestions=(found.expand(new),),
                    safe=safe == "safe",
                )


def probe(pattern: str, new: str, *, safe: bool = True, code: str = "X001") -> Check:
    return Probe(code, "probe", "\0".join([pattern, new, "safe" if safe else "unsafe"]))
