"""What is known of a language's numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """Conventions and words; the defaults fit a language nobody has described.

    Words stand in strings, small letters, blanks between them; ``*`` at the end of a word stands
    for any ending. An apostrophe is U+02BC.
    """

    decimal: str = "."
    group: str = ","
    """Between thousands."""
    months: tuple[str, ...] = ()
    """From January, the forms of each; the first is the one in dates."""
    date: str = ""
    """A date in full, of ``{day}``, ``{month}`` and ``{year}``."""
    day: str = "{day} {month}"
    """A date without the year."""
    capital_months: bool = False
    month_first: bool = False
    """3/27/2018 is a date too."""
    hours: str = ""
    """Words after a time of day."""
    morning: str = ""
    afternoon: str = ""
    scales: Mapping[int, str] = field(default_factory=dict)
    """Powers of ten and their words."""
    words: Mapping[int, str] = field(default_factory=dict)
    """Numbers and their words: cardinal, ordinal, collective, in compounds."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Names of `iomgloss.languages.numerals.symbols` and the language's words for them."""
