"""A translation that is the source itself.

Why: the text was copied and never translated.

Wrong: The application was refused by the court. – The application was refused by the court.
Right: The application was refused by the court. – Молбата е отхвърлена от съда.

Fix: translate it. Names, titles, numbers, codes and addresses are no finding: there must be running
text, told by its small words.
"""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.checks.base import Resources
from iomgloss.checks.prose import primary, without_literals
from iomgloss.languages import profile
from iomgloss.model import Draft, Finding
from iomgloss.text.normalize import collapse
from iomgloss.text.tokenize import tokens

_WORDS = 3
"""In small letters, of three letters and more, one of them a function word; or twice as many."""


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        source, text = passage.source, passage.text
        if not source or not text.strip() or collapse(source) != collapse(text):
            continue
        ours, theirs = primary(passage.language), primary(passage.source_language)
        if ours != theirs and _is_prose(source, theirs, ours):
            yield Finding(
                passage=passage,
                start=0,
                end=len(text),
                message="the translation is the same as the source",
                hint="translate it",
            )


def _is_prose(text: str, language: str, target: str) -> bool:
    """Running text of the language that cannot be of the target language, too."""
    facts, other = profile(language), profile(target)
    words = list(tokens(without_literals(text)))
    small = [word for word in words if word.surface.islower() and len(word.surface) > 2]
    telling = [
        word
        for word in words
        if word.key in facts.function_words and word.key not in other.function_words
    ]
    foreign = bool(facts.script and other.script and facts.script != other.script)
    if telling:
        return len(small) >= _WORDS
    return foreign and len(small) >= 2 * _WORDS
