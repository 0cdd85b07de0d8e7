"""``[analysis]`` in ``iomgloss.toml``: match bands and what a word in each counts for."""

from __future__ import annotations

from typing import Any

from iomgloss.leverage.bands import Bands, in_per_cent, limits_of
from iomgloss.workspace.check_settings import Fault

KEYS = ("bands", "weights")


def read_settings(table: Any, fault: Fault) -> Bands:
    """The table; what is wrong in it is told to ``fault``."""
    if not isinstance(table, dict):
        fault("analysis is no table", "write [analysis] and bands = [95, 85, 75, 50]", "analysis")
        return Bands()
    for key in table.keys() - set(KEYS):
        fault(f"unknown setting {key!r}", f"use {', '.join(KEYS)}", "analysis", key)
    try:
        bands = Bands(limits=_limits(table.get("bands")))
    except ValueError as error:
        fault(str(error), "write bands = [95, 85, 75, 50]", "analysis", "bands")
        return Bands()
    weights = table.get("weights", {})
    if not isinstance(weights, dict):
        fault("weights is no table", "write weights = { exact = 0.25 }", "analysis", "weights")
        return bands
    chosen: dict[str, int] = {}
    for name, share in weights.items():
        try:
            chosen |= in_per_cent({name: _number(name, share)})
            bands = Bands(limits=bands.limits, set_weights=dict(chosen))
        except ValueError as error:
            chosen.pop(name, None)
            fault(str(error), "mend it", "analysis", "weights", name)
    return bands


def _limits(value: Any) -> tuple[int, ...]:
    if value is None:
        return Bands().limits
    whole = isinstance(value, list) and all(type(limit) is int for limit in value)
    if not whole:
        raise ValueError("bands is no list of whole numbers")
    return limits_of(value)


def _number(name: str, share: Any) -> float:
    if isinstance(share, bool) or not isinstance(share, int | float):
        raise ValueError(f"the weight of {name} is no number")
    return float(share)
