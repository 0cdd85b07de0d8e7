"""Filters of translate-toolkit, for what they check well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from iomgloss.checks.prose import primary
from iomgloss.model import Draft, Finding, Passage


def failures(
    draft: Draft, name: str, sign: str, message: str, **settings: Any
) -> Iterator[Finding]:
    """Pairs that the filter ``name`` refuses; only those with the ``sign`` on a side are shown to
    it. ``settings`` are those of the toolkit's ``CheckerConfig``. What it says is the hint."""
    for passage in draft.passages:
        source, text = passage.source, passage.text
        if not source or not text.strip() or (sign not in source and sign not in text):
            continue
        said = _said(name, passage, tuple(sorted(settings.items())))
        if said is not None:
            yield Finding(passage=passage, start=0, end=0, message=message, hint=said)


def _said(name: str, passage: Passage, settings: tuple[tuple[str, Any], ...]) -> str | None:
    from translate.filters.checks import FilterFailure

    checker = _checker(primary(passage.language), settings)
    try:
        getattr(checker, name)(passage.source, passage.text)
    except FilterFailure as failure:
        return "; ".join(map(str, failure.messages)).rstrip(".")
    return None


@lru_cache(maxsize=32)
def _checker(language: str, settings: tuple[tuple[str, Any], ...]) -> Any:
    """Made once for a language: the toolkit takes its time."""
    from translate.filters.checks import CheckerConfig, StandardChecker

    plain: dict[str, Any] = {key: list(value) for key, value in settings}
    return StandardChecker(CheckerConfig(targetlanguage=language, **plain))
