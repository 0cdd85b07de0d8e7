"""``lookup`` and ``annotate`` for people: what commands rarely meet."""

from __future__ import annotations

from dataclasses import replace

from iomgloss.model import (
    AdministrativeStatus,
    AnnotatedBlock,
    Block,
    Lookup,
    Match,
    MatchKind,
    Penalty,
    ProcessStatus,
    Run,
    TermHit,
    Tier,
    Translation,
    UnitState,
)
from iomgloss.reports.annotation import Annotation
from iomgloss.reports.lookup import render
from iomgloss.reports.terminal import Terminal

PLAIN = Terminal()


def annotated(text: str, hits: list[TermHit], terminal: Terminal = PLAIN) -> str:
    """A file of one block with its terms marked, as it is and as a block of its own: the same."""
    block = Block(text=text, runs=(Run(0, len(text), 0, len(text), 1, 1),))
    items = [AnnotatedBlock(block=block, hits=tuple(hits))]
    shown = "".join(Annotation(terminal).lines(items, text))
    assert shown == "".join(Annotation(terminal).lines(items))
    return shown


PREFERRED, ADMITTED = AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED

IOM = TermHit(
    concept="iom",
    term="МОМ",
    language="bg",
    status=ADMITTED,
    surface="МОМ",
    start=0,
    end=3,
    tier=Tier.EXACT,
    translations=(
        Translation(language="en", term="International Organization", status=PREFERRED),
        Translation(language="en", term="IOM", status=ADMITTED),
    ),
)
RUSSIAN = replace(
    IOM,
    language="ru",
    translations=(Translation(language="bg", term="МОМ", status=ADMITTED), *IOM.translations),
)
MATCH = Match(
    score=80.0,
    base=80.0,
    kind=MatchKind.FUZZY,
    source="МОМ помага",
    target="IOM helps",
    source_language="bg",
    target_language="en",
    memory="press",
    unit=None,
    suggestion="IOM helps",
    characters=90.0,
    words=75.0,
)


def found(*hits: TermHit, query: str = "МОМ", source: str | None = "bg") -> Lookup:
    return Lookup(
        query=query, source_language=source, target_languages=("en",), terms=hits, matches=()
    )


def test_term_of_two_languages_is_shown_in_the_one_of_the_text() -> None:
    wanted = "МОМ  bg  admitted  iom\n    en  International Organization; admitted: IOM\n"
    assert render(found(IOM, RUSSIAN), PLAIN) == wanted


def test_term_of_two_languages_is_shown_once_when_the_language_is_unknown() -> None:
    wanted = (
        "МОМ  bg, ru  admitted  iom\n"
        "    en  International Organization; admitted: IOM\n"
        "    bg  admitted: МОМ\n"
    )
    assert render(found(IOM, RUSSIAN, source=None), PLAIN) == wanted


def test_concept_that_occurs_under_two_names_has_its_translations_once() -> None:
    full = replace(
        IOM, term="Организация", surface="Организацията", start=5, end=18, status=PREFERRED,
        tier=Tier.INFLECTED,
    )  # fmt: skip
    assert render(found(IOM, full), PLAIN) == (
        "МОМ  bg  admitted  iom\n"
        "Организацията → Организация  bg  preferred\n"
        "    en  International Organization; admitted: IOM\n"
    )


def test_nested_term_of_the_same_concept_is_not_repeated() -> None:
    short = replace(IOM, surface="М", term="М", end=1)
    assert render(found(IOM, short), PLAIN) == render(found(IOM), PLAIN)


def test_proposed_terms_are_marked_in_words() -> None:
    doubtful = replace(
        IOM,
        status=AdministrativeStatus.FORBIDDEN,
        process_status=ProcessStatus.PROPOSED,
        translations=(replace(IOM.translations[0], process_status=ProcessStatus.PROPOSED),),
    )
    assert render(found(doubtful), PLAIN) == (
        "МОМ  bg  forbidden, proposed  iom\n    en  International Organization (proposed)\n"
    )


def test_match_says_where_it_is_from_and_what_it_lost() -> None:
    item = replace(
        MATCH,
        score=70.0,
        unit="u-1",
        document="report",
        state=UnitState.DRAFT,
        penalties=(Penalty(name="memory", points=9.0), Penalty(name="draft", points=1.0)),
    )
    result = replace(found(query="МОМ работи"), matches=(item,))
    assert render(result, PLAIN) == (
        "70 %  fuzzy  memory press, document report, unit u-1  draft"
        "  80 % before penalties: memory −9, draft −1\n"
        "    bg  МОМ [-помага-]{+работи+}\n"
        "    en  IOM helps\n"
    )


def test_targets_of_one_unit_stand_under_one_source() -> None:
    russian = replace(MATCH, target="МОМ помогает", target_language="ru")
    result = replace(
        found(query="МОМ помага"), matches=(MATCH, russian, replace(MATCH, memory="b"))
    )
    assert render(result, PLAIN) == (
        "80 %  fuzzy  memory press\n"
        "    bg  МОМ помага\n"
        "    en  IOM helps\n"
        "    ru  МОМ помогает\n"
        "\n"
        "80 %  fuzzy  memory b\n"
        "    bg  МОМ помага\n"
        "    en  IOM helps\n"
    )


def test_long_segments_hang_under_their_language() -> None:
    long = replace(MATCH, kind=MatchKind.EXACT, source="думи " * 9, target="words " * 8)
    assert render(replace(found(), matches=(long,)), Terminal(width=40)) == (
        "80 %  exact  memory press\n"
        "    bg  думи думи думи думи думи думи\n"
        "        думи думи думи\n"
        "    en  words words words words words\n"
        "        words words words\n"
    )


def test_annotation_marks_the_longest_and_skips_what_overlaps() -> None:
    first = replace(IOM, surface="a b", start=0, end=3)
    inner = replace(IOM, surface="b", start=2, end=3)
    across = replace(IOM, surface="b c", start=2, end=5)
    assert annotated("a b c", [inner, across, first]) == ("[a b → International Organization] c\n")


def test_annotation_takes_homonyms_in_the_main_language_of_the_line() -> None:
    more = replace(IOM, surface="помага", term="помагам", start=4, end=10, translations=())
    assert annotated("МОМ помага", [RUSSIAN, IOM, more]) == (
        "[МОМ → International Organization] [помага]\n"
    )


def test_annotation_wraps_on_a_terminal_only() -> None:
    line = "дума " * 10
    assert annotated(line, [], Terminal(width=30)) == (
        "дума дума дума дума дума дума\nдума дума дума дума\n"
    )
    assert annotated(line, []) == line + "\n"
