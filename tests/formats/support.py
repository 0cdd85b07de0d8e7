"""Reading and writing bytes through the registry; strategies for items."""

import io
import string
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from iomgloss.formats import registry
from iomgloss.formats.base import ExportOptions, Item, Log, Source
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    InlineCode,
    LanguageSection,
    Note,
    Property,
    Provenance,
    Segment,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)

DATA = Path(__file__).parent / "data"
REPOSITORY = Path(__file__).parents[2]


class Outcome(NamedTuple):
    """What a reader gave."""

    items: list[Any]
    warnings: list[str]
    rejected: list[tuple[int | None, str]]


def read(name: str, data: bytes | Path, **told: Any) -> Outcome:
    """Everything that the reader called ``name`` makes of ``data``."""
    if isinstance(data, Path):
        data = data.read_bytes()
    log = Log("file")
    source = Source(stream=io.BytesIO(data), file="file", log=log, **told)
    items = list(registry.reader(registry.format_named(name))(source))
    return Outcome(
        items,
        [str(warning) for warning in log.warnings],
        [(rejection.line, rejection.reason) for rejection in log.rejected],
    )


def write(name: str, items: list[Any], **options: Any) -> tuple[bytes, dict[str, int]]:
    """The file that the writer called ``name`` makes of ``items``, and what it lost."""
    wanted = ExportOptions(**options)
    data = b"".join(registry.writer(registry.format_named(name))(items, wanted))
    return data, dict(wanted.losses)


def unit(source: str, target: str, **more: Any) -> TranslationUnit:
    """A unit of plain text from Bulgarian into English."""
    return TranslationUnit(
        variants=(
            Variant(language="bg", segment=Segment.of(source)),
            Variant(language="en", segment=Segment.of(target)),
        ),
        **{"source_language": "bg", **more},
    )


def concept(identifier: str, **more: Any) -> Concept:
    """A concept with a term in Bulgarian and one in English."""
    languages = (
        LanguageSection(language="bg", terms=(TermSection(term=f"{identifier} бг"),)),
        LanguageSection(language="en", terms=(TermSection(term=identifier),)),
    )
    return Concept(**{"id": identifier, "languages": languages, **more})


def items_for(name: str) -> list[Item]:
    """A few items of the kind that a format usually holds."""
    if registry.format_named(name).holds[0] == "memory":
        return [unit(f"изречение {number}", f"sentence {number}") for number in range(3)]
    return [concept(f"concept-{number}") for number in range(3)]


# --------------------------------------------------------------------- strategies

# What XML 1.0 can hold, without the line ends that its parser must change into \n.
XML_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r"),
    max_size=12,
).filter(lambda text: all(ord(letter) & 0xFFFE != 0xFFFE for letter in text))
TRIMMED = XML_TEXT.map(str.strip).filter(bool)
LINE = TRIMMED.map(lambda text: " ".join(text.split())).filter(bool)
WORD = st.text(string.ascii_lowercase + "бвгд", min_size=1, max_size=6)
MAYBE = st.none() | TRIMMED
STAMPS = st.none() | st.sampled_from(["20180327T120000Z", "20211231T235959Z"])


def codes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[InlineCode]:
    attribute = st.tuples(st.sampled_from(["i", "x", "type"]), XML_TEXT)
    return st.builds(
        InlineCode,
        kind=st.sampled_from(["bpt", "ept", "ph", "it", "hi", "sub", "ut"]),
        attributes=st.lists(attribute, max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
        content=inner,
    )


def joined(parts: list[Any]) -> tuple[Any, ...]:
    """No two strings side by side, and none empty, as the model has it."""
    result: list[Any] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


CONTENT: st.SearchStrategy[Any] = st.recursive(
    XML_TEXT.map(lambda text: (text,) if text else ()),
    lambda inner: st.lists(XML_TEXT | codes(inner), max_size=4).map(joined),
    max_leaves=8,
)
PROVENANCE = st.builds(
    Provenance,
    created=STAMPS,
    created_by=MAYBE,
    changed=STAMPS,
    changed_by=MAYBE,
    used=STAMPS,
    usage_count=st.none() | st.integers(0, 9),
)
PROPERTIES = st.lists(
    st.builds(Property, type=WORD, value=XML_TEXT, language=st.sampled_from([None, "en"])),
    max_size=2,
).map(tuple)
NOTES = st.lists(
    st.builds(Note, text=XML_TEXT, language=st.sampled_from([None, "bg"])), max_size=2
).map(tuple)


def variants(language: str) -> st.SearchStrategy[Variant]:
    return st.builds(
        Variant,
        language=st.just(language),
        segment=st.builds(Segment, CONTENT),
        previous=st.none() | XML_TEXT,
        next=st.none() | XML_TEXT,
        provenance=PROVENANCE,
        properties=PROPERTIES,
        notes=NOTES,
        attributes=st.sampled_from([(), (("datatype", "html"),)]),
    )


UNITS = st.builds(
    TranslationUnit,
    id=MAYBE,
    variants=st.tuples(variants("bg"), variants("en-GB")),
    source_language=st.just("bg"),
    document=st.none() | XML_TEXT,
    position=st.none() | st.integers(1, 99),
    state=st.sampled_from(UnitState),
    reason=st.none() | XML_TEXT,
    provenance=PROVENANCE,
    properties=PROPERTIES,
    notes=NOTES,
    attributes=st.sampled_from([(), (("datatype", "html"), ("segtype", "phrase"))]),
)

PLAIN_UNITS = st.builds(
    unit,
    source=TRIMMED,
    target=TRIMMED,
    id=st.none() | WORD,
    document=st.none() | LINE,
    position=st.none() | st.integers(1, 99),
    state=st.sampled_from(UnitState),
    notes=st.lists(st.builds(Note, text=TRIMMED), max_size=1).map(tuple),
)

TERMS = st.builds(
    TermSection,
    term=LINE,
    status=st.sampled_from(
        [status for status in AdministrativeStatus if status is not AdministrativeStatus.FORBIDDEN]
    ),
    part_of_speech=st.sampled_from([None, "noun", "proper-noun", "verb", "other"]),
    gender=st.sampled_from([None, "masculine", "other"]),
    type=st.sampled_from([None, "full", "short", "abbreviation", "acronym", "variant", "phrase"]),
    region=st.none() | LINE,
    context=st.none() | st.builds(Attestation, text=LINE, source=st.none() | LINE),
    source=st.none() | LINE,
    note=st.none() | LINE,
    extra=st.dictionaries(st.sampled_from(["customerSubset", "termLocation"]), LINE, max_size=2),
)


@st.composite
def concepts(draw: st.DrawFn) -> list[Concept]:
    """Concepts of one file; relations stay in it."""
    ids = draw(
        st.lists(
            st.from_regex(r"[^\W_]+(?:[-_.][^\W_]+)?", fullmatch=True).filter(
                lambda text: text.isprintable()
            ),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    relation = st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)
    found = []
    for identifier in ids:
        tags = draw(st.lists(st.sampled_from(["bg", "en", "ru"]), min_size=1, unique=True))
        defined = draw(st.lists(st.sampled_from(["bg", "en", "uz"]), max_size=2, unique=True))
        found.append(
            Concept(
                id=identifier,
                subject=draw(st.none() | LINE),
                broader=draw(relation),
                related=draw(relation),
                confusable=draw(relation),
                note=draw(st.none() | LINE),
                definitions=tuple(
                    Definition(language=tag, text=draw(LINE), source=draw(st.none() | LINE))
                    for tag in sorted(defined)
                ),
                languages=tuple(
                    LanguageSection(
                        language=tag,
                        terms=tuple(draw(st.lists(TERMS, min_size=1, max_size=2))),
                    )
                    for tag in sorted(tags)
                ),
            )
        )
    return found
