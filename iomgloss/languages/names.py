"""What names of institutions and acts are made of: their head words and prepositions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Words in small letters."""

    heads: tuple[str, ...]
    """Beginnings of the words for bodies and acts, enough for every form."""
    prepositions: frozenset[str]
    """Those that connect the parts of such names."""


NAME_WORDS = {
    "bg": NameWords(
        heads=tuple(
            "агенци организаци служб комиси комитет съвет фонд министерств дирекци конвенци "
            "протокол програм център споразумени меморандум асоциаци институт стратеги бюро".split()
        ),
        prepositions=frozenset("по за на относно при към от във в със с".split()),
    ),
    "en": NameWords(
        heads=tuple(
            "agency organi office commission committee council fund ministry department "
            "directorate convention protocol programme program centre center agreement memorandum "
            "association institute strategy service bureau federation".split()
        ),
        prepositions=frozenset("of for on in against to at".split()),
    ),
    "ru": NameWords(
        heads=tuple(
            "агентств организаци служб комисси комитет совет фонд министерств департамент конвенци "
            "протокол программ центр соглашени меморандум ассоциаци институт стратеги бюро "
            "управлени федераци".split()
        ),
        prepositions=frozenset("по о об для при к в во с на против".split()),
    ),
}
"""By language; those without prepositions have no row."""
