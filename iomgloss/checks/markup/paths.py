"""A path of a file that was translated or lost: /etc/hosts.

Why: the reader looks for a file that is not there.

Wrong: Edit /etc/hosts first. – Първо редактирайте /и-т-н/hosts.
Right: Edit /etc/hosts first. – Първо редактирайте /etc/hosts.

Fix: the path of the source. Off unless it is selected: it is of use for software only.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.markup.toolkit import failures
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    return failures(draft, "filepaths", "/", "the path of a file is not as in the source")
