"""An accelerator of the source that the target lacks, or has twice: &File, _File.

Why: the menu cannot be reached from the keyboard.

Wrong: &File – Файл
Right: &File – &Файл

Fix: the sign before a letter that no neighbouring entry has. Off unless it is selected: in most
texts & and _ are something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from iomgloss.checks.base import Resources
from iomgloss.checks.markup.toolkit import failures
from iomgloss.model import Draft, Finding

_ENTITY = re.compile(r"&#?\w{1,32};")


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    wholes = {passage.number: passage for passage in draft.passages}
    plain = replace(
        draft,
        passages=tuple(
            replace(
                passage,
                text=_ENTITY.sub(" ", passage.text),
                source=_ENTITY.sub(" ", passage.source or ""),
            )
            for passage in draft.passages
        ),
    )
    for sign in "&_":
        message = f"the accelerator {sign} is not as in the source"
        for finding in failures(plain, "accelerators", sign, message, accelmarkers=(sign,)):
            yield replace(finding, passage=wholes[finding.passage.number])
