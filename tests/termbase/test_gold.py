"""Measured quality through the real index: what the forms give on gold data must arrive."""

from __future__ import annotations

import pytest
from morphology import score_gold
from morphology.test_gold import FLOORS
from termbase.support import concept, index_of

from iomgloss.model import TermSection
from iomgloss.termbase.recognise import recognise

LOST = 0.5
"""Points of F1 that the index and the recogniser may cost at most."""


@pytest.mark.parametrize("language", score_gold.LANGUAGES)
def test_gold_terms_through_the_index(tmp_path, language) -> None:
    folder = score_gold.gold_folder(language)
    if folder is None:
        pytest.skip("no gold data on this machine")
    if language == "ru":
        pytest.importorskip("pymorphy3")
    rows = list(score_gold.read_rows(folder / "terms.tsv"))
    gold = {(int(line), term) for line, term in score_gold.read_rows(folder / "gold.tsv")}
    connection = index_of(
        tmp_path / "glossary",
        *(
            concept(
                term,
                {
                    language: [
                        TermSection(term=text, part_of_speech=score_gold.PARTS_OF_SPEECH.get(pos))
                    ]
                },
            )
            for term, pos, text in rows
        ),
    )
    lines = (folder / "text.txt").read_text(encoding="utf-8").splitlines()
    found = {
        (number, hit.concept)
        for number, line in enumerate(lines, 1)
        for hit in recognise(connection, line, [language])
    }
    connection.close()
    phrases = {term for term, _, text in rows if " " in text}

    def f1(multiword: bool | None) -> float:
        def kind(pairs):
            return {p for p in pairs if multiword is None or (p[1] in phrases) == multiword}

        return score_gold.score(kind(found), kind(gold)).f1

    reached = {"single": f1(False), "multi": f1(True), "all": f1(None)}
    below = {
        name: (reached[name], floor - LOST)
        for name, floor in FLOORS[language].items()
        if reached[name] < floor - LOST
    }
    assert below == {}
