"""What others make of our files: the official grammars, msgfmt, translate-toolkit."""

import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from formats.support import DATA, PLAIN_UNITS, REPOSITORY, concept, read, unit, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomgloss.errors import FormatError
from iomgloss.model import (
    AdministrativeStatus,
    Concept,
    Definition,
    InlineCode,
    LanguageSection,
    Note,
    Segment,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)
from iomgloss.termbase.read import read_concept

SHARED = Path(os.environ.get("IOMGLOSS_SHARED", REPOSITORY.parent / "shared"))
VALIDATOR = SHARED / "tools" / "validate_exchange.py"
EXAMPLES = SHARED / "standards" / "tbx-v3" / "examples"
PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}

BOLD = InlineCode(kind="bpt", attributes=(("i", "1"),), content=("<b>",))
END = InlineCode(kind="ept", attributes=(("i", "1"),), content=("</b>",))
UNITS = [
    TranslationUnit(
        id="u1",
        variants=(
            Variant(language="bg", segment=Segment(("Добър ", BOLD, "ден", END, " & <лек>"))),
            Variant(language="en", segment=Segment(("Good ", BOLD, "day", END, " & <easy>"))),
        ),
        source_language="bg",
        document="press release",
        position=1,
        state=UnitState.DRAFT,
        notes=(Note(text="one\ntwo"),),
    ),
    unit('каза "да"\n\tи \\ още', 'said "yes"\n\tand \\ more', id="u2"),
    unit("едно", "one", id="u3", document="d", position=7, state=UnitState.FUZZY),
    unit("едно", "a single one", id="u4"),
    unit("\nначало", "beginning"),
]
CONCEPTS = [
    concept("smuggling", confusable=("2-trafficking",), note="a\nb", subject="crime & law"),
    Concept(
        id="2-trafficking",
        related=("smuggling", "elsewhere"),
        aliases=("old",),
        extra={
            "transactionType": [
                {"text": "creation", "date": "2020-01-01", "responsibility": {"text": "Ann"}},
                {"text": "approval"},
            ],
            "xGraphic": {"text": "map", "target": "https://example.org/map.png"},
            "reliabilityCode": "3",
            "languages": {"bg": {"note": "of the section"}},
        },
        languages=(
            LanguageSection(
                language="bg",
                terms=(
                    TermSection(term="трафик", status=AdministrativeStatus.FORBIDDEN, note="no"),
                    TermSection(term="трафик на хора", status=AdministrativeStatus.PREFERRED),
                ),
            ),
            LanguageSection(
                language="en",
                terms=(
                    TermSection(
                        term="trafficking",
                        status=AdministrativeStatus.DEPRECATED,
                        part_of_speech="pronoun",
                        extra={
                            "id": "t1",
                            "customerSubset": "IOM",
                            "crossReference": {"text": "see", "target": "gone"},
                        },
                    ),
                    TermSection(term="trafficking in human beings"),
                ),
            ),
        ),
    ),
]


WILD = [
    # What XML Schema and the Schematron of 2019 refuse, and what they want besides.
    concept("twin"),
    concept("twin"),
    concept(
        "2 links",
        definitions=(Definition(language="uz", text="ta'rif", source="s"),),
        extra={
            "xGraphic": {"text": "a", "target": "map.png"},
            "externalCrossReference": {"text": "b", "target": "https://example.org/b"},
            "customerSubset": "IOM",
            "definition": {"text": "d", "xml:lang": "uz"},
            "note": {"text": "n", "xml:lang": "bg"},
            "transactionType": {"text": "modification", "date": "2020-13-01"},
            "languages": {"bg": {"xGraphic": {"text": "c", "target": "http://example.org/c"}}},
        },
        languages=(
            LanguageSection(
                language="bg",
                terms=(
                    TermSection(
                        term="связь",
                        part_of_speech="proper-noun",
                        gender="other",
                        extra={
                            "id": "twin",
                            "termLocation": "somewhere",
                            "crossReference": [{"text": "x", "target": "twin"}, "y"],
                            "source": {"text": "s", "xml:lang": "bg"},
                        },
                    ),
                ),
            ),
        ),
    ),
]


def files() -> dict[str, bytes]:
    return {
        "units.tmx": write("tmx", UNITS, **PAIR)[0],
        "all.tmx": write("tmx", UNITS)[0],
        "concepts.tbx": write("tbx", CONCEPTS)[0],
        "bg.tbx": write("tbx", CONCEPTS, target_languages=("bg",))[0],
        "units.po": write("po", UNITS, **PAIR, kind="memory")[0],
        "terms.po": write("po", CONCEPTS, **PAIR, kind="terms")[0],
        "empty.po": write("po", [], **PAIR, kind="memory")[0],
    }


@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the official grammars are not here")
def test_official_grammars(tmp_path: Path) -> None:
    validate(files(), tmp_path)


@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the official grammars are not here")
@pytest.mark.parametrize("style", ["dca", "dct"])
def test_official_grammars_of_tbx_3(style: str, tmp_path: Path) -> None:
    """The Schematron wants saxonche, which is no dependency: skipped without it."""
    found = {
        "concepts.tbx": write("tbx", CONCEPTS, version="3", style=style)[0],
        "wild.tbx": write("tbx", WILD, version="3", style=style)[0],
        "bg.tbx": write("tbx", CONCEPTS, version="3", style=style, target_languages=("bg",))[0],
        "glossary.tbx": write("tbx", glossary(), version="3", style=style)[0],
        "multiterm.tbx": write(
            "tbx",
            read("multiterm", DATA / "multiterm" / "entries.xml").items,
            version="3",
            style=style,
        )[0],
    }
    for path in [*sorted(EXAMPLES.glob("*_VALID.tbx")), EXAMPLES / "ltac_basic_good.tbx"]:
        items = read("tbx", path).items
        found[path.name] = write("tbx", items, version="3", style=style)[0]
        again = read("tbx", found[path.name]).items
        assert [(item.id, item.subject) for item in again] == [
            (item.id, item.subject) for item in items
        ]
    validate(found, tmp_path)


@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the official grammars are not here")
def test_official_examples_rewritten_as_tbx_2(tmp_path: Path) -> None:
    paths = sorted(EXAMPLES.glob("*_VALID.tbx"))
    found = {path.name: write("tbx", read("tbx", path).items)[0] for path in paths}
    concepts = read("multiterm", DATA / "multiterm" / "entries.xml").items
    found["multiterm.tbx"] = write("tbx", concepts)[0]
    validate(found, tmp_path)


def glossary() -> list[Concept]:
    paths = sorted((REPOSITORY / "glossary").rglob("*.toml"))
    found = [read_concept(path.read_bytes(), path.stem, str(path))[0] for path in paths]
    return [item for item in found if item is not None]


def validate(written: dict[str, bytes], tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    paths = []
    for name, data in written.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    ran = subprocess.run(
        [sys.executable, str(VALIDATOR), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode == 2:
        pytest.skip(ran.stderr)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("OK ") == len(paths)


def test_tbx_losses_are_all_counted() -> None:
    assert write("tbx", CONCEPTS)[1] == {
        "aliases": 1,
        "forbidden status (written as deprecated)": 1,
        "imported data categories": 2,
        "references to what is not in the file": 1,
        "relations to concepts that are not in the file": 1,
        "values that partOfSpeech does not have": 1,
    }


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_tbx_3_losses_are_all_counted(style: str) -> None:
    in_dct = Counter({"imported data categories": 1} if style == "dct" else {})  # a lone reference
    expected = Counter(write("tbx", CONCEPTS)[1]) + in_dct
    assert write("tbx", CONCEPTS, style=style)[1] == expected
    lone = {"definitions in languages without terms": 1} if style == "dct" else {}
    assert write("tbx", WILD, style=style)[1] == lone | {
        "imported data categories": 6 if style == "dct" else 3,
        "proper nouns (written as nouns)": 1,
        "repeated ids": 2,
    }


def test_po_losses_are_all_counted() -> None:
    assert write("po", UNITS, **PAIR, kind="memory")[1] == {
        "draft state (written as fuzzy)": 1,
        "inline codes": 4,
        "line breaks at the ends of segments": 1,
        "unit ids": 4,
    }


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the official examples are not here")
def test_official_tbx_examples() -> None:
    counts = {}
    for path in sorted(EXAMPLES.glob("*.tbx")):
        try:
            outcome = read("tbx", path)
        except FormatError as error:
            counts[path.name] = str(error.location)
        else:
            terms = [t for c in outcome.items for s in c.languages for t in s.terms]
            assert outcome.rejected == []
            counts[path.name] = f"{len(outcome.items)} {len(terms)} {len(outcome.warnings)}"
    bad = {"ltac_poorly_formed_xml": "file:42:8", "ltac_basic_bad": "45 113 2"}
    bad |= {"ltac_min_bad": "45 113 2", "ltac_core_structure_bad": "45 113 2"}
    assert counts == {name: bad.get(name.removesuffix(".tbx"), "45 113 0") for name in counts}
    assert len(counts) == 14
    # The texts of both styles are the same; notes and subjects differ in the files themselves.
    for dialect in ("Basic", "Min"):
        dca, dct = (
            [
                (concept.id, concept.definitions, concept.languages)
                for concept in read("tbx", EXAMPLES / f"TBX-{dialect}_{style}_VALID.tbx").items
            ]
            for style in ("DCA", "DCT")
        )
        assert dca == dct


def test_toolkit_reads_our_tmx() -> None:
    from translate.storage import tmx

    store = tmx.tmxfile(io.BytesIO(write("tmx", UNITS[1:], **PAIR)[0]))
    found = [(item.source, item.target) for item in store.units]
    assert found == [(item.variants[0].text, item.variants[1].text) for item in UNITS[1:]]


def test_toolkit_reads_our_tbx() -> None:
    from translate.storage import tbx

    store = tbx.tbxfile(
        io.BytesIO(write("tbx", [concept("smuggling"), concept("asylum")])[0]),
        sourcelanguage="bg",
        targetlanguage="en",
    )
    assert [(item.source, item.target) for item in store.units] == [
        ("smuggling бг", "smuggling"),
        ("asylum бг", "asylum"),
    ]


def test_toolkit_and_polib_read_our_po() -> None:
    import polib
    from translate.storage import pypo

    data = write("po", UNITS, **PAIR, kind="memory")[0]
    wanted = [
        ("Добър ден & <лек>", "Good day & <easy>", True),
        ('каза "да"\n\tи \\ още', 'said "yes"\n\tand \\ more', False),
        ("едно", "one", True),
        ("едно", "a single one", False),
        ("начало", "beginning", False),
    ]
    store = pypo.pofile(io.BytesIO(data))
    found = [(str(i.source), str(i.target), i.isfuzzy()) for i in store.units if not i.isheader()]
    assert found == wanted
    assert [(e.msgid, e.msgstr, e.fuzzy) for e in polib.pofile(data.decode())] == wanted


# ------------------------------------------------- the whole seed, by other readers


@pytest.fixture(scope="module")
def seed() -> list[TranslationUnit]:
    """The units of all seed memories that have Bulgarian and English, drafts among them."""
    paths = sorted((REPOSITORY / "tm").rglob("*.tmx"))
    found = [item for path in paths for item in read("tmx", path).items]
    pairs = [item for item in found if item.variant("bg") and item.variant("en")]
    assert len(pairs) > 30
    return pairs


def both(item: TranslationUnit) -> tuple[str, str]:
    first, second = item.variant("bg"), item.variant("en")
    assert first is not None
    assert second is not None
    return first.text, second.text


@pytest.mark.parametrize(
    ("name", "storage", "more"),
    [
        ("tmx", "tmx:tmxfile", {}),
        ("po", "pypo:pofile", {"kind": "memory"}),
        ("xliff", "xliff:xlifffile", {}),
        ("xliff", "xliff2:Xliff2File", {"version": "2.1"}),
        ("csv", "csvl10n:csvfile", {"kind": "memory"}),
    ],
)
def test_toolkit_reads_the_seed(
    seed: list[TranslationUnit], name: str, storage: str, more: dict[str, Any]
) -> None:
    """As many units as there are, with the same texts; and in XLIFF and PO the drafts marked."""
    module, _, reader = storage.partition(":")
    store = getattr(import_module(f"translate.storage.{module}"), reader)()
    data, losses = write(name, seed, **PAIR, **more)
    if name == "csv":  # it wants to be told which columns are which
        store.fieldnames = ["id", "document", "position", "state", "note", "source", "target"]
        data = data.partition(b"\n")[2]
    store.parse(data)
    found = [item for item in store.units if not item.isheader() and item.source]
    repeated = losses.get("repeated entries", 0)
    texts = [(str(item.source), str(item.target)) for item in found]
    assert set(texts) == set(map(both, seed))
    assert len(texts) + repeated == len(seed)
    if name == "po":
        drafts = sum(item.state is not UnitState.CONFIRMED for item in seed)
        assert sum(item.isfuzzy() for item in found) == drafts


def test_toolkit_reads_the_glossary() -> None:
    """One term a language: that is all it takes from TBX."""
    from translate.storage import tbx

    concepts = [item for item in glossary() if item.terms("bg") and item.terms("en")]
    store = tbx.tbxfile(
        io.BytesIO(write("tbx", concepts)[0]), sourcelanguage="bg", targetlanguage="en"
    )
    assert [item.source for item in store.units] == [
        next(s for s in item.languages if s.language == "bg").terms[0].term for item in concepts
    ]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@pytest.mark.parametrize("kind", ["memory", "terms"])
def test_msgfmt_accepts_the_seed(seed: list[TranslationUnit], kind: str, tmp_path: Path) -> None:
    items = seed if kind == "memory" else glossary()
    checked(write("po", items, **PAIR, kind=kind)[0], tmp_path)


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PLAIN_UNITS, max_size=4))
def test_msgfmt_accepts_generated_units(tmp_path: Path, units: list[TranslationUnit]) -> None:
    checked(write("po", units, **PAIR, kind="memory")[0], tmp_path)


def checked(data: bytes, folder: Path) -> None:
    """As users do it: ``--check`` knows headers, line ends and contexts."""
    path = folder / "our.po"
    path.write_bytes(data)
    command = ["msgfmt", "--check", "-o", os.devnull, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
