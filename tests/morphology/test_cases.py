"""The tables of cases, one file per language: what must and what must not be a form."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from iomgloss.morphology import TokenTraits, forms

DATA = Path(__file__).parent / "data"
MOST_FORMS = {"bg": 45, "ru": 40, "en": 10, "az": 250, "uz": 250}


def cases() -> list[Any]:
    found = []
    for path in sorted(DATA.glob("??.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            traits = TokenTraits(**case.get("traits", {}))
            name = (
                f"{path.stem}-{case['token']}-{'-'.join(map(str, case.get('traits', {}).values()))}"
            )
            found.append(pytest.param(path.stem, traits, case, id=name))
    return found


@pytest.mark.parametrize(("language", "traits", "case"), cases())
def test_forms(language: str, traits: TokenTraits, case: dict[str, Any]) -> None:
    if language == "ru":
        pytest.importorskip("pymorphy3")
    found = forms(case["token"], language, traits)
    assert set(case["contains"]) - found == set()
    assert set(case.get("excludes", ())) & found == set()
    assert case["token"] in found
    assert len(found) <= MOST_FORMS[language]
