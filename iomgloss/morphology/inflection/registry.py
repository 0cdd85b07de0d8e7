"""The table of languages, and the one question: what to write in the place of a term."""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from typing import cast

from iomgloss.model import TermSection
from iomgloss.model.suggestion import Suggestion
from iomgloss.morphology.inflection.base import Fitter, Place, Unsure, capitalised

FITTERS = {
    "az": "turkic:azerbaijani",
    "bg": "bg:bulgarian",
    "en": "en:english",
    "ru": "ru:russian",
    "uz": "turkic:uzbek",
}
"""Primary language subtag → "module:function" inside this package."""
_NEEDED = {"ru": "pymorphy3"}
_SMALL = {"en": frozenset("a an and at by for from in of on or the to under with without".split())}
"""Small words of English headings; the other languages capitalise no words in headings."""
_GRADED = {"bg": ("по-", "най-")}
"""Prefixes whose hyphen makes no compound: най-тежкото престъпление."""
_UPPER = {"az": lambda text: text.replace("i", "İ").upper()}
"""Where the capital of i is not I."""


def suggest(
    text: str, start: int, end: int, language: str, old: TermSection, new: TermSection
) -> Suggestion:
    """``new`` in the form in which it can replace ``text[start:end]``, an occurrence of ``old``.

    Both are terms of ``language``. When no form is known to fit, ``new`` as entered, with the
    capitals of the place, and not sure.
    """
    place = Place(text, start, end)
    primary = language.lower().replace("_", "-").split("-")[0]
    small, upper = _SMALL.get(primary, frozenset()), _UPPER.get(primary, str.upper)
    try:
        graded = text[:start].lower().endswith(_GRADED.get(primary, ()))
        if place.compound and not graded:
            raise Unsure("the term is part of a compound")
        found = _fitter(primary)(place, old, new)
    except Unsure as doubt:
        phrase = capitalised(place, old.term, doubt.text or new.term, small, upper)
        return Suggestion(text=phrase, start=start, end=end, sure=False, why=str(doubt))
    return Suggestion(
        text=found.before + capitalised(place, old.term, found.phrase, small, upper),
        start=start if found.start is None else found.start,
        end=end if found.end is None else found.end,
        sure=True,
        why=found.form,
    )


@cache
def _fitter(primary: str) -> Fitter:
    row = FITTERS.get(primary)
    needed = _NEEDED.get(primary)
    if row is None:
        return _as_entered(f"the forms of {primary} are not known")
    if needed is not None and importlib.util.find_spec(needed) is None:
        return _as_entered(f"{needed} is not installed")
    module, _, function = row.partition(":")
    loaded = importlib.import_module(f"iomgloss.morphology.inflection.{module}")
    return cast(Fitter, getattr(loaded, function))


def _as_entered(why: str) -> Fitter:
    def refuse(place: Place, old: TermSection, new: TermSection) -> None:
        raise Unsure(why)

    return cast(Fitter, refuse)
