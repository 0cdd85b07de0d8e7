"""Which way a language is written."""

_SCRIPTS = frozenset("adlm arab aran hebr mand mend nkoo rohg samr sogd syrc thaa yezi".split())
"""Scripts written from right to left that are in use or studied (ISO 15924; Unicode, UAX #9)."""
_LANGUAGES = frozenset(
    "ar arc arz azb bal bqi ckb dv fa glk he iw khw ks lrc mzn nqo pnb prs ps sd syr ug ur "
    "yi".split()
)
"""Languages that are usually written in one of them (CLDR, likely subtags)."""


def is_right_to_left(tag: str) -> bool:
    """Is text in the language of the BCP 47 ``tag`` written from right to left?

    The script decides where the tag names one: ``az-Arab`` is, ``fa-Latn`` is not.
    """
    first, *others = tag.lower().split("-")
    for part in others:
        if len(part) == 1:  # what follows a singleton names no script
            break
        if len(part) == 4 and part.isalpha():
            return part in _SCRIPTS
    return first in _LANGUAGES
