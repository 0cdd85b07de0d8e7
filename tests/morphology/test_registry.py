"""The table of generators: fallback, what `status` shows, the stamp of the index."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec

import pytest

from iomgloss.morphology import TokenTraits, backend, forms, registry, version
from iomgloss.morphology.dictionary import turned_round

NO_TRAITS = TokenTraits()


@pytest.fixture
def without_libraries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    find_spec = importlib.util.find_spec

    def hidden(name: str, package: str | None = None) -> ModuleSpec | None:
        absent = name.startswith(("pymorphy3", "simplemma"))
        return None if absent else find_spec(name, package)

    caches = (registry._generator, registry._installed, registry._has_dictionary)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", hidden)
    yield
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


@pytest.mark.parametrize("language", ["bg-BG", "bg_BG", "BG", "bg-Cyrl-BG"])
def test_a_tag_falls_back_to_its_language(language: str) -> None:
    assert forms("мигрант", language, NO_TRAITS) == forms("мигрант", "bg", NO_TRAITS)
    assert backend(language) == "own rules"
    assert version(language) == version("bg")


@pytest.mark.usefixtures("without_libraries")
@pytest.mark.parametrize("language", ["und", "mk", "ka-GE", "bgx", ""])
def test_other_languages_are_exact(language: str) -> None:
    assert forms("мигрант", language, NO_TRAITS) == {"мигрант"}
    assert backend(language) == "exact"


def test_the_token_is_folded() -> None:
    assert forms("Ребёнок", "und", NO_TRAITS) == {"ребенок"}
    assert forms("Oʻzbek", "und", NO_TRAITS) == {"oʼzbek"}


def test_backends() -> None:
    assert {name: backend(name) for name in ("az", "bg", "en", "uz")} == {
        "az": "suffix chains",
        "bg": "own rules",
        "en": "own rules",
        "uz": "suffix chains",
    }


def test_backend_and_version_of_russian_name_the_library() -> None:
    pymorphy3 = pytest.importorskip("pymorphy3")
    assert backend("ru") == f"pymorphy3 {pymorphy3.__version__}"
    assert f"pymorphy3-{pymorphy3.__version__}" in version("ru").split()


@pytest.mark.usefixtures("without_libraries")
def test_russian_without_its_library_is_exact_and_says_so() -> None:
    assert forms("мигрант", "ru", NO_TRAITS) == {"мигрант"}
    assert backend("ru") == "exact (pymorphy3, pymorphy3-dicts-ru not installed)"


def test_the_stamp_tells_a_missing_library(request: pytest.FixtureRequest) -> None:
    pytest.importorskip("pymorphy3")
    before = version("ru")
    request.getfixturevalue("without_libraries")
    assert version("ru") != before


def test_a_dictionary_is_turned_round() -> None:
    pairs = [("Häuser", "Haus"), ("Hause", "Haus"), ("Haus", "Haus"), ("Mäuse", "Maus")]
    assert turned_round(pairs) == {"haus": ["häuser", "hause"], "maus": ["mäuse"]}


def test_other_languages_by_simplemma_where_it_is() -> None:
    simplemma = pytest.importorskip("simplemma")
    assert {"flüchtling", "flüchtlinge", "flüchtlingen"} <= forms("Flüchtling", "de", NO_TRAITS)
    assert backend("de-AT") == f"simplemma {simplemma.__version__}"
    assert backend("und") == "exact"


def test_status_loads_no_library() -> None:
    script = (
        "import sys; from iomgloss.morphology import backend, version;"
        "[(backend(l), version(l)) for l in ('az', 'bg', 'de', 'en', 'ru', 'uz', 'und')];"
        "print([m for m in sys.modules if m.startswith(('pymorphy3', 'dawg', 'simplemma'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
