"""The main job through the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from iomgloss.errors import UsageError
from iomgloss.model import (
    AdministrativeStatus,
    Lookup,
    Match,
    MatchKind,
    Penalty,
    ProcessStatus,
    Suggestion,
    TermHit,
    Tier,
    Translation,
    UnitState,
)
from iomgloss.workspace import Workspace, open_workspace


def test_a_term_that_should_not_be_used_is_replaced_in_the_right_form(
    workspace: Workspace,
) -> None:
    text = "Борба с трафика на мигранти."
    (hit,) = workspace.terms_in(text, "bg", longest=True)
    assert workspace.suggestion(hit, text) == Suggestion(
        text="каналджийството на мигранти",
        start=8,
        end=27,
        sure=True,
        why="singular, with article",
    )
    with pytest.raises(UsageError, match="'мигрант' is no other term of smuggling in bg"):
        workspace.suggestion(hit, text, term="мигрант")


def test_terms_and_matches_with_translations_and_sources(workspace: Workspace) -> None:
    found = workspace.lookup("Борбата с каналджийството на мигранти.", targets=["en"])
    assert found == Lookup(
        query="Борбата с каналджийството на мигранти.",
        source_language="bg",
        target_languages=("en",),
        terms=(
            TermHit(
                concept="smuggling",
                term="каналджийство на мигранти",
                language="bg",
                status=AdministrativeStatus.PREFERRED,
                surface="каналджийството на мигранти",
                start=10,
                end=37,
                tier=Tier.INFLECTED,
                translations=(
                    Translation(
                        language="en",
                        term="migrant smuggling",
                        status=AdministrativeStatus.PREFERRED,
                    ),
                ),
            ),
        ),
        matches=(
            Match(
                score=92.9,
                base=92.9,
                kind=MatchKind.FUZZY,
                source="Борба с каналджийството на мигранти.",
                target="Countering migrant smuggling.",
                source_language="bg",
                target_language="en",
                memory="news",
                unit="a1",
                suggestion="Countering migrant smuggling.",
                characters=94.7,
                words=92.1,
                changed="20180101T000000Z",
            ),
        ),
    )


def test_without_targets_all_other_languages_are_given(workspace: Workspace) -> None:
    found = workspace.lookup("каналджийство на мигранти")
    assert found.target_languages == ("en", "ru")
    assert found.terms[0].translations == (
        Translation(language="en", term="migrant smuggling", status=AdministrativeStatus.PREFERRED),
        Translation(
            language="ru",
            term="незаконный ввоз мигрантов",
            status=AdministrativeStatus.PREFERRED,
            process_status=ProcessStatus.PROPOSED,
        ),
    )


def test_deprecated_terms_are_found_but_never_offered(workspace: Workspace) -> None:
    hits = workspace.terms_in("трафика на мигранти", "bg", targets=["en"])
    assert [(hit.concept, hit.status) for hit in hits] == [
        ("smuggling", AdministrativeStatus.DEPRECATED)
    ]
    hits = workspace.terms_in("migrant smuggling", "en", targets=["bg"])
    assert [item.term for item in hits[0].translations] == ["каналджийство на мигранти"]


def test_any_direction_of_a_unit_with_three_languages(workspace: Workspace) -> None:
    for source, target, text, expected in [
        ("ru", "bg", "Доброе утро.", "Добро утро."),
        ("en", "ru", "Good morning.", "Доброе утро."),
        ("bg", "en", "Добро утро.", "Good morning."),
    ]:
        matches = workspace.matches(text, source, target)
        assert [(item.score, item.target) for item in matches] == [(100.0, expected)]


def test_a_language_falls_back_to_a_compatible_one(workspace: Workspace) -> None:
    assert [item.target for item in workspace.matches("Добро утро.", "bg-BG", "en-GB")] == [
        "Good morning."
    ]


def test_the_detector_excludes_languages_the_text_cannot_be_in(workspace: Workspace) -> None:
    kinds = {item.source_language for item in workspace.matches("Доброе утро, ы", minimum=50)}
    assert kinds == {"ru"}


def test_identical_neighbours_make_a_context_match(workspace: Workspace) -> None:
    before = "Борба с каналджийството на мигранти."
    (match,) = workspace.matches("Добро утро.", "bg", "en", previous=before)
    assert (match.kind, match.score) == (MatchKind.CONTEXT, 101.0)
    (match,) = workspace.matches("Добро утро.", "bg", "en", previous="Нещо друго.")
    assert (match.kind, match.score) == (MatchKind.EXACT, 100.0)


def test_drafts_in_a_penalty_folder_pay_both_penalties_by_name(workspace: Workspace) -> None:
    (match,) = workspace.matches("Добър вечер, скъпи гости!", "bg", "en")
    assert (match.score, match.base, match.kind) == (89.0, 100.0, MatchKind.EXACT)
    assert match.penalties == (
        Penalty(name="memory", points=10.0),
        Penalty(name="draft", points=1.0),
    )
    assert (match.memory, match.state) == ("drafts", UnitState.DRAFT)


def test_the_threshold_holds_after_penalties(workspace: Workspace) -> None:
    assert workspace.matches("Добър вечер, скъпи гости!", "bg", "en", minimum=89) != []
    assert workspace.matches("Добър вечер, скъпи гости!", "bg", "en", minimum=89.1) == []


def test_settings_give_the_default_pair(folder: Path) -> None:
    (folder / "iomgloss.toml").write_text('source = "bg"\ntargets = ["ru"]\n')
    found = open_workspace(folder).lookup("Добро утро.")
    assert (found.source_language, found.target_languages) == ("bg", ("ru",))
    assert [item.target for item in found.matches] == ["Доброе утро."]


def test_languages_without_settings_are_those_of_the_files(folder: Path) -> None:
    (folder / "iomgloss.toml").write_text("")
    assert open_workspace(folder).languages == ("bg", "en", "ru")


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_blank_text_finds_nothing(workspace: Workspace, text: str) -> None:
    found = workspace.lookup(text)
    assert (found.terms, found.matches) == ((), ())


def test_an_ill_formed_language_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.lookup("x", source="bulgarian language")
    assert caught.value.message == "'bulgarian language' is not a well-formed language tag"


def test_a_folder_without_glossary_and_memories_is_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "iomgloss.toml").touch()
    found = open_workspace(tmp_path).lookup("нещо")
    assert (found.terms, found.matches, found.source_language) == ((), (), None)


def test_two_memories_of_one_name_are_refused(folder: Path) -> None:
    (folder / "tm" / "drafts.tmx").write_bytes((folder / "tm/news.tmx").read_bytes())
    with pytest.raises(UsageError, match="the memory 'drafts' stands twice"):
        open_workspace(folder).matches("x")


def test_the_unit_in_hand_is_found_at_once_in_a_second_workspace_object(folder: Path) -> None:
    from iomgloss.workspace.history import Change
    from iomgloss.workspace.unit_editing import NewUnit, add_units

    first, second = open_workspace(folder), open_workspace(folder)
    assert second.matches("Лека нощ.", "bg", "en") == []
    unit = NewUnit(texts=(("bg", "Лека нощ."), ("en", "Good night.")))
    list(add_units(first, "news", [unit], Change(who="me")))
    assert [item.target for item in second.matches("Лека нощ.", "bg", "en")] == ["Good night."]
