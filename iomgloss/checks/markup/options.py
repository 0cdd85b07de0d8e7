"""An option of a command line that was translated or lost: --force.

Why: the reader types what the program does not know.

Wrong: Use --force to go on. – Използвайте --сила, за да продължите.
Right: Use --force to go on. – Използвайте --force, за да продължите.

Fix: the option of the source. Off unless it is selected: it is of use for software only.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.markup.toolkit import failures
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    return failures(draft, "options", "--", "an option of the command line is not as in the source")
