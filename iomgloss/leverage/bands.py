"""Match bands: which one a score belongs to, and what a word in it counts for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

CONTEXT, REPETITION, EXACT, NONE = "context", "repetition", "exact", "none"
LIMITS = (95, 85, 75, 50)
"""Least whole score of each fuzzy band."""
_WEIGHTS = {CONTEXT: 0, REPETITION: 25, EXACT: 25, NONE: 100}
_FUZZY_WEIGHTS = ((95, 40), (85, 60), (75, 80), (0, 100))
"""From this score on, per cent of a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The bands of a run, best first: context, repetition, exact, the fuzzy ones, none."""

    limits: tuple[int, ...] = LIMITS
    """Least whole score of each fuzzy band, falling, 1 to 99."""
    set_weights: Mapping[str, int] = field(default_factory=dict)
    """Per cent, of the bands whose weight is not the usual one."""

    def __post_init__(self) -> None:
        """Raises ValueError with what is wrong, for people."""
        if not all(1 <= limit <= 99 for limit in self.limits):
            raise ValueError("a band begins at a whole number from 1 to 99")
        if any(higher <= lower for higher, lower in pairwise(self.limits)):
            raise ValueError("the limits of bands fall: 95, 85, 75, 50")
        for name in self.set_weights:
            if name not in self.names:
                raise ValueError(f"no band is called {name!r}; there are {', '.join(self.names)}")

    @property
    def names(self) -> tuple[str, ...]:
        return (CONTEXT, REPETITION, EXACT, *self._fuzzy.values(), NONE)

    @property
    def fuzzy(self) -> tuple[str, ...]:
        return tuple(self._fuzzy.values())

    @property
    def lowest(self) -> float:
        """The least score that is worth knowing, per cent."""
        return float(min(self.limits, default=100))

    @property
    def weights(self) -> dict[str, int]:
        """Per cent of a word, by band."""
        usual = dict(_WEIGHTS)
        for limit, name in self._fuzzy.items():
            usual[name] = next(weight for least, weight in _FUZZY_WEIGHTS if limit >= least)
        return {name: self.set_weights.get(name, usual[name]) for name in self.names}

    def of(self, score: float | None) -> str:
        """The band of a score after penalties, None for no match; repetitions are not seen here."""
        if score is None:
            return NONE
        if score >= 101:
            return CONTEXT
        if score >= 100:
            return EXACT
        return next((name for limit, name in self._fuzzy.items() if score >= limit), NONE)

    @property
    def _fuzzy(self) -> dict[int, str]:
        above = (100, *self.limits)
        return {
            limit: f"{limit}-{before - 1}" if limit < before - 1 else str(limit)
            for before, limit in zip(above, self.limits, strict=False)
        }


def in_per_cent(shares: Mapping[str, float]) -> dict[str, int]:
    """Weights as they are set, 0 to 1 or more, in whole per cent.

    Raises ValueError for what is no such number: hundredths of words would not add up.
    """
    found = {}
    for name, share in shares.items():
        points = round(100 * share) if 0 <= share <= 10 else -1
        if points < 0 or abs(100 * share - points) > 1e-6:
            raise ValueError(f"the weight of {name} is no share of 1 with at most two decimals")
        found[name] = points
    return found


def limits_of(bands: Iterable[int]) -> tuple[int, ...]:
    """Limits in falling order, whatever the order given."""
    return tuple(sorted(bands, reverse=True))
