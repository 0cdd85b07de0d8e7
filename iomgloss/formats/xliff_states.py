"""What the states of XLIFF mean, and how ours are written."""

from __future__ import annotations

from iomgloss.formats.xliff_content import Open
from iomgloss.formats.xliff_names import FOUND, FUZZY_2, STATE_NAMES, STATE_NAMES_2, Found
from iomgloss.model import Property, UnitState

STATES = frozenset(
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n"
    " needs-review-translation needs-translation new signed-off translated".split()
)
QUALIFIERS = frozenset(
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt"
    " leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate"
    " rejected-length rejected-spelling tm-suggestion".split()
)
_UNSURE = frozenset({"leveraged-mt", "mt-suggestion", "tm-suggestion"})
STATES_2 = frozenset({"initial", "translated", "reviewed", "final"})
_SDL_DONE = frozenset({"Translated", "ApprovedTranslation", "ApprovedSignOff"})
_MACHINE = frozenset({"mt", "nmt", "amt"})

CANONICAL: dict[UnitState, Found] = {
    UnitState.CONFIRMED: {"state": "final", "approved": "yes"},
    UnitState.DRAFT: {"state": "needs-review-translation", "approved": "no"},
    UnitState.FUZZY: {
        "state": "needs-review-translation",
        "state-qualifier": "fuzzy-match",
        "approved": "no",
    },
}
CANONICAL_2: dict[UnitState, Found] = {
    UnitState.CONFIRMED: {"state": "final"},
    UnitState.DRAFT: {"state": "initial"},
    UnitState.FUZZY: {"state": "initial", "subState": FUZZY_2},
}


def state_of(found: Found) -> UnitState:
    """What ``state``, ``state-qualifier`` and ``approved`` of 1.2 say together."""
    state, qualifier = found.get("state"), found.get("state-qualifier", "")
    if qualifier == "fuzzy-match":
        return UnitState.FUZZY
    if (
        found.get("approved", "yes") != "yes"
        or (state is not None and state not in ("final", "signed-off", "translated"))
        or qualifier in _UNSURE
        or qualifier.startswith("rejected-")
    ):
        return UnitState.DRAFT
    return UnitState.CONFIRMED


def state_of_2(found: Found) -> UnitState:
    """What ``state`` and ``subState`` of 2.x say together."""
    if found.get("subState") == FUZZY_2:
        return UnitState.FUZZY
    if found.get("state") in ("translated", "reviewed", "final"):
        return UnitState.CONFIRMED
    return UnitState.DRAFT


def is_settled(attributes: Found) -> bool:
    """Whether Trados or memoQ, where they say anything of a segment, have it confirmed."""
    if "sdl:seg" in attributes and (
        attributes.get("conf") not in _SDL_DONE or attributes.get("origin") in _MACHINE
    ):
        return False
    status = attributes.get("mq:status")
    return status is None or status == "Proofread" or status.endswith("Confirmed")


def told_state(found: Found, version: int) -> tuple[UnitState, list[Property], str | None]:
    """The state of a segment, properties with what was found, and a state that nobody knows."""
    names = STATE_NAMES_2 if version == 2 else STATE_NAMES
    said = {name: found[name] for name in names if name in found}
    value = said.get("state")
    is_known = value in (None, *(STATES_2 if version == 2 else STATES))
    is_known = is_known or (version == 1 and str(value).startswith("x-"))
    state = state_of_2(said) if version == 2 else state_of(said)
    if state is UnitState.CONFIRMED and not is_settled(found):
        state = UnitState.DRAFT
    if said == (CANONICAL_2 if version == 2 else CANONICAL)[state]:
        said = {}
    properties = [Property(type=FOUND + name, value=value) for name, value in said.items()]
    properties += [
        Property(type=f"{FOUND}segment-{name}", value=value)
        for name, value in found.items()
        if name not in (*names, "id", "sdl:seg", "mq:status")
    ]
    return state, properties, None if is_known else value


def unit_properties(unit: Open) -> list[Property]:
    """Attributes of a unit that the model has no field for."""
    left = {"id", "approved", "xml:space"}
    return [
        Property(type=f"{FOUND}unit-{name}", value=value)
        for name, value in unit.attributes
        if name not in left
    ]
