"""The five seed texts become exactly the segments of the memories, in order."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from iomgloss.segmentation import segments

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("IOMGLOSS_SHARED") or ROOT.parent / "shared")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BOILERPLATE = {
    "Коментарите са затворени.",
    "Az En",
    "newsPhoto",
    "© 2024 Азербайджанская Республика Государственная Миграционная Служба",
    "http://ut.uz/ru/politika/uzbekistan-i-mom-budut-razvivat-sotrudnichestvo-po-okazaniyu-"
    "pomoshchi-migrantam/",
    "Read 3411 times",
    "Top",
    "(English below)",
}
"""Lines of the pages that are not of the articles."""
ALT_TEXT = "изтеглен файл\u00a0"
"""Of a picture, before a sentence of 000."""
SEEDS = {
    "penalty-10/mvr-iom-agreement-2015": ("000_0a02bde41755b804", "bg"),
    "penalty-10/about-iom-bulgaria": ("001_6422aca5aae2045b", "bg"),
    "penalty-10/azerbaijan-iom-meeting": ("002_baa23979a0928521", "ru"),
    "penalty-10/uzbekistan-iom-2018": ("003_6b55396785c4d33e", "ru"),
    "smuggling-2018": ("004_eb45214e6e20b0dd", "bg"),
}


def memory(name: str, language: str) -> list[str]:
    tree = ElementTree.parse(ROOT / "tm" / f"{name}.tmx")
    return [
        "".join(variant.find("seg").itertext())  # type: ignore[union-attr]
        for variant in tree.iter("tuv")
        if variant.get(LANG) == language
    ]


def article(seed: str) -> str:
    text = (SHARED / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.strip() not in BOILERPLATE]
    return "\n".join(lines).replace(f"\n{ALT_TEXT}", "\n")


def found(text: str, language: str) -> list[str]:
    return [span.text for span in segments(text, language) if not span.is_bullet]


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="no seed texts on this machine")
@pytest.mark.parametrize("name", SEEDS)
def test_seed(name: str) -> None:
    seed, language = SEEDS[name]
    text = article(seed)
    if name == "smuggling-2018":
        source, heading, english = text.partition("New Initiative Strengthens")
        assert found(heading + english, "en") == memory(name, "en")
        text = source
    assert found(text, language) == memory(name, language)


@pytest.mark.parametrize("name", SEEDS)
def test_the_translations_are_single_segments(name: str) -> None:
    for text in memory(name, "en"):
        assert found(text, "en") == [text]
