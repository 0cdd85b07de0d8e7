"""iomgloss.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from iomgloss.errors import DataError
from iomgloss.leverage.bands import Bands
from iomgloss.model import UnitState
from iomgloss.workspace.config import Config, load


def _load(tmp_path: Path, text: str | bytes) -> Config:
    path = tmp_path / "iomgloss.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path, "iomgloss.toml")


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment\n", b"\xef\xbb\xbf"])
def test_an_empty_file_means_the_defaults(tmp_path: Path, text: str | bytes) -> None:
    assert _load(tmp_path, text) == Config()


def test_all_settings_are_read(tmp_path: Path) -> None:
    text = (
        'languages = ["BG", "en_us", "bg"]\nsource = "bg"\ntargets = ["en", "ru"]\nminimum = 70\n'
        "[penalties]\ndraft = 3\n"
    )
    assert _load(tmp_path, text) == Config(
        languages=("bg", "en-US"),
        source="bg",
        targets=("en", "ru"),
        minimum=70.0,
        state_penalties={UnitState.DRAFT: 3.0, UnitState.FUZZY: 5.0},
    )


def test_penalties_by_name_and_bands_are_read(tmp_path: Path) -> None:
    text = (
        '[penalties]\nmultiple = 1\nmemory = { old = 5 }\nauthor = { "Машина" = 10.5 }\n'
        'age = { before = "2020-01-01", points = 2 }\n'
        '[analysis]\nbands = [75, 95]\nweights = { exact = 0.3, "75-94" = 0.5 }\n'
    )
    config = _load(tmp_path, text)
    assert config.memory_points == {"old": 5.0}
    assert config.author_points == {"машина": 10.5}
    assert config.age == ("2020-01-01", 2.0)
    assert config.penalties["multiple"] == 1.0
    assert config.analysis == Bands(limits=(95, 75), set_weights={"exact": 30, "75-94": 50})


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "[penalties]\nmemory = 3\nauthor = { x = 200 }\nage = 2\n",
            [
                'iomgloss.toml:2:10: memory is no table of points; write memory = { "a name" = 5 }',
                "iomgloss.toml:3:16: x is no number from 0 to 100; mend it",
                "iomgloss.toml:4:7: age is no date with points; "
                'write age = { before = "2020-01-01", points = 2 }',
            ],
        ),
        (
            '[analysis]\nband = 1\nbands = [95]\nweights = { "85-94" = 1, exact = true }\n',
            [
                "iomgloss.toml:2:8: unknown setting 'band'; use bands, weights",
                "iomgloss.toml:4:23: no band is called '85-94'; there are context, repetition, "
                "exact, 95-99, none; mend it",
                "iomgloss.toml:4:34: the weight of exact is no number; mend it",
            ],
        ),
        (
            "[analysis]\nbands = [101]\n",
            [
                "iomgloss.toml:2:9: a band begins at a whole number from 1 to 99; "
                "write bands = [95, 85, 75, 50]",
            ],
        ),
        (
            'langages = ["bg"]\n',
            [
                "iomgloss.toml:1:12: unknown setting 'langages'; use one of languages, source, "
                "targets, minimum, via, priority, penalties, checks, analysis"
            ],
        ),
        (
            'languages = ["bulgarian language"]\nminimum = 200\n',
            [
                "iomgloss.toml:1:13: 'bulgarian language' is not a well-formed language tag; "
                "write it as in BCP 47: bg, en, pt-BR",
                "iomgloss.toml:2:11: minimum is no number from 0 to 100; mend it",
            ],
        ),
        (
            "[penalties]\nmachine = 1\ndraft = true\n",
            [
                "iomgloss.toml:2:11: unknown penalty 'machine'; use draft, fuzzy, case, "
                "look-alikes, punctuation, numbers, spaces, codes, via, alignment, multiple, "
                "memory, author, age",
                "iomgloss.toml:3:9: draft is no number from 0 to 100; mend it",
            ],
        ),
        (
            "languages = 3\n",
            [
                'iomgloss.toml:1:13: languages holds no language tags; write "bg" or ["bg", "en"]',
            ],
        ),
        (
            'languages = ["bg"\n',
            [
                "iomgloss.toml:2:1: not valid TOML: unclosed array; mend the line",
            ],
        ),
        (
            b'source = "\xff"\n',
            ["iomgloss.toml:1:11: the file is not UTF-8 (byte 0xff); save it as UTF-8"],
        ),
    ],
)
def test_every_fault_is_reported_with_its_place(
    tmp_path: Path, text: str | bytes, lines: list[str]
) -> None:
    with pytest.raises(DataError) as caught:
        _load(tmp_path, text)
    assert caught.value.lines() == lines
    assert caught.value.exit_code == 3
