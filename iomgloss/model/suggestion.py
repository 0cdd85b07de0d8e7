"""A term put in the place of another one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What to write in the place of a term that should not be used."""

    text: str
    """Stands for ``text[start:end]`` of the text that was looked at."""
    start: int
    end: int
    """Code points, half-open. Wider than the term where a word beside it changes too."""
    sure: bool
    """The form is known to fit; else ``text`` is for a person to look at, mostly as entered."""
    why: str
    """The form that was made, or what the doubt is: words for people."""
