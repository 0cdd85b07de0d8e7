"""An inline code of the source that the target lacks, or one that it has beyond the source.

Why: formatting, links and footnotes are lost, or the file can no longer be put together.

Wrong: <g id="1">Return</g> is voluntary. – Връщането е доброволно.
Right: <g id="1">Return</g> is voluntary. – <g id="1">Връщането</g> е доброволно.

Fix: in the translation tool, where the codes of the source can be copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.markup.codes import identity, markup, shown
from iomgloss.model import Draft, Finding


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if not (passage.codes or passage.source_codes) or not (passage.text or passage.codes):
            continue
        theirs = Counter(map(identity, markup(passage.source_codes)))
        ours = Counter(map(identity, markup(passage.codes)))
        for what, codes in (("lost", theirs - ours), ("added", ours - theirs)):
            for (kind, name), count in codes.items():
                times = f" {count} times" if count > 1 else ""
                yield Finding(
                    passage=passage,
                    start=0,
                    end=0,
                    message=f"the inline code {shown(kind, name)} is {what}{times}",
                    hint="copy it from the source" if what == "lost" else "leave it out",
                )
