"""Closed sets of words: statuses, states, kinds."""

from enum import StrEnum


class AdministrativeStatus(StrEnum):
    """Whether a term is to be used (ISO 30042 ``administrativeStatus``, and ``forbidden``)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"

    @property
    def usable(self) -> bool:
        """May be offered as a translation."""
        return self in (AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED)


STATUS_ORDER = {status: rank for rank, status in enumerate(AdministrativeStatus)}
"""Best first."""


class ProcessStatus(StrEnum):
    """Whether a concept or term has been agreed on.

    Proposed ones are shown, marked, and never drive checks.
    """

    APPROVED = "approved"
    PROPOSED = "proposed"


class MatchRule(StrEnum):
    """How a term is recognised in text."""

    INFLECTED = "inflected"
    """In every form of its words, whatever the case."""
    EXACT = "exact"
    """As written, whatever the case."""
    CASE = "case"
    """As written, case included: ``МОМ`` is not ``мом``."""


class UnitState(StrEnum):
    """How far a translation can be trusted."""

    CONFIRMED = "confirmed"
    DRAFT = "draft"
    """Written but reviewed by nobody: offered marked and penalised."""
    FUZZY = "fuzzy"
    """Marked by its format as needing work."""


class MatchKind(StrEnum):
    CONTEXT = "context"
    """Identical text between identical neighbours (101)."""
    EXACT = "exact"
    """Identical text (100)."""
    FUZZY = "fuzzy"


class SearchReason(StrEnum):
    """Why a concept answers a search, best first: this order is that of the answers."""

    EXACT = "exact"
    """The query is one of its terms."""
    ID = "id"
    """The query is its id, or a former one."""
    INFLECTED = "inflected"
    """The query is a form of one of its terms."""
    SPELLING = "spelling"
    """The query sounds like a term: another language's spelling, a doubled letter, й for и."""
    TRANSLITERATED = "transliterated"
    """The query is a term in the letters of another script."""
    OTHER_LANGUAGE = "other-language"
    """One of these, but of a term in another language than was asked for."""
    BEGINNING = "beginning"
    """A term begins with the query."""
    PART = "part"
    """The query stands inside a term, at the beginning of a word, in any form."""
    WORDS = "words"
    """A term has the words of the query, in another order or with others between."""
    MISSPELT = "misspelt"
    """A term has words that differ by a few letters."""
    DEFINITION = "definition"
    """A definition has the words of the query."""
    CONTEXT = "context"
    """A sentence that quotes a term has them."""
    NOTE = "note"
    """A note has them."""


class Tier(StrEnum):
    """How a term was recognised."""

    EXACT = "exact"
    INFLECTED = "inflected"
    FUZZY = "fuzzy"


PARTS_OF_SPEECH = ("noun", "proper-noun", "verb", "adjective", "adverb", "other")
GENDERS = ("masculine", "feminine", "neuter", "other")
NUMBERS = ("singular", "dual", "plural")
TERM_TYPES = ("full", "short", "abbreviation", "acronym", "variant", "phrase")
"""What the keys of a term can say (design §3)."""
