"""Language tags: BCP 47 (RFC 5646), kept as normalised strings."""

import re
from functools import lru_cache

_WELL_FORMED = re.compile(
    r"""(?xia)
    (?: [a-z]{2,3} (?:-[a-z]{3}){0,3} | [a-z]{4,8} )    # language, extended language
    (?: -[a-z]{4} )?                                     # script
    (?: -(?:[a-z]{2}|[0-9]{3}) )?                        # region
    (?: -(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}) )*           # variants
    (?: -[0-9a-wy-z](?:-[a-z0-9]{2,8})+ )*               # extensions
    (?: -x(?:-[a-z0-9]{1,8})+ )?                         # private use
    | x(?:-[a-z0-9]{1,8})+
    """
)


@lru_cache(maxsize=1024)
def normalize_tag(tag: str) -> str:
    """Return ``tag`` in the recommended case of RFC 5646 §2.1.1, ``_`` read as ``-``.

    Raises ValueError if the tag is not well-formed. Whether its subtags are registered is not
    asked: a tag that a customer uses is a tag.
    """
    text = tag.strip().replace("_", "-")
    if not _WELL_FORMED.fullmatch(text):
        raise ValueError(f"{tag!r} is not a well-formed language tag")
    parts = text.lower().split("-")
    for position, part in enumerate(parts[1:], start=1):
        if len(parts[position - 1]) == 1:  # all after a singleton stays in lower case
            break
        if len(part) == 4 and part.isalpha():
            parts[position] = part.title()
        elif len(part) == 2:
            parts[position] = part.upper()
    return "-".join(parts)


@lru_cache(maxsize=4096)
def compatible(left: str, right: str) -> bool:
    """Say whether text in one language can serve where the other is asked for.

    True when one tag is the beginning of the other: ``en`` serves ``en-GB`` and the other way
    round, but ``en-US`` does not serve ``en-GB``, nor ``uz-Cyrl`` ``uz-Latn`` (RFC 4647 §3.3.1,
    in both directions).
    """
    first, second = left.lower().split("-"), right.lower().split("-")
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]
