"""Rules of users: TOML over ours, SRX instead of ours."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from iomgloss.errors import DataError, FormatError, IomglossError, StorageError
from iomgloss.segmentation import RuleBook, load_rules, segments
from iomgloss.segmentation.icu import translate
from iomgloss.segmentation.rules import DATA, KEYS, Kind

SRX = Path(__file__).parent / "data" / "small.srx"


def split(text: str, language: str, rules: Path | None = None) -> list[str]:
    return [span.text for span in segments(text, language, load_rules(rules) if rules else None)]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# ------------------------------------------------------------------------ data


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_the_data_is_clean(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert table.keys() <= KEYS.keys()
    for key, value in table.items():
        words = value.split() if isinstance(value, str) else value
        assert [word for word in words if word.endswith(".") or not word] == [], key
        assert len(words) == len(set(words)), (key, [w for w in words if words.count(w) > 1])


def test_a_tag_falls_back_to_its_language_and_to_und() -> None:
    book = RuleBook()
    assert book.rules("bg-BG") == book.rules("bg_bg") == book.rules("BG")
    assert book.rules("../bg") == book.rules("") == book.rules("xx") == book.rules("und")
    assert book.rules("bg").kind("вкл") == Kind.NEVER_FINAL
    assert book.rules("und").kind("вкл") is None
    assert book.rules("bg").kind("Вкл") == Kind.NEVER_FINAL
    assert book.rules("en").kind("no") is None


# ------------------------------------------------------------------------ TOML


def test_rules_of_a_user_are_added_to_ours(tmp_path: Path) -> None:
    text = "Виж прот. Иванов и напр. Петров. Край на г. Това."
    assert split(text, "bg") == ["Виж прот.", "Иванов и напр. Петров.", "Край на г.", "Това."]
    path = written(tmp_path, "rules.toml", '[bg]\nnever_final = ["прот.", "г"]\n')
    assert split(text, "bg", path) == ["Виж прот. Иванов и напр. Петров.", "Край на г. Това."]
    assert split(text, "bg-BG", path) == split(text, "bg", path)


def test_entries_of_ours_can_be_removed(tmp_path: Path) -> None:
    path = written(tmp_path, "rules.toml", '[bg]\nremove = "напр"\n[und]\nnever_final = "абв"\n')
    assert split("Това напр. Онова абв. Друго.", "bg", path) == ["Това напр.", "Онова абв. Друго."]


def test_regional_rules(tmp_path: Path) -> None:
    path = written(tmp_path, "rules.toml", '[en-GB]\nnever_final = ["Hse"]\n')
    assert split("The Hse. Garden.", "en-GB", path) == ["The Hse. Garden."]
    assert split("The Hse. Garden.", "en", path) == ["The Hse.", "Garden."]


def test_every_fault_of_a_file_is_said_with_its_place(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "rules.toml",
        'top = 1\n[bg]\nnever = []\nambiguous = [1]\n[no-such-tag-at-all]\ntime = "г"\n',
    )
    with pytest.raises(DataError) as caught:
        load_rules(path)
    keys = ", ".join(KEYS)
    assert caught.value.lines() == [
        f"{path}:1:1: 'top' is no table; write [bg] and never_final = [\"…\"]",
        f"{path}:3:1: unknown key 'never'; use one of {keys}",
        f'{path}:4:1: ambiguous holds no words; write ["г", "стр"]',
        f"{path}:5:2: 'no-such-tag-at-all' is not a well-formed language tag; "
        "write it as in BCP 47: bg, en, und",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[bg", "not valid TOML: Expected ']' at the end of a table declaration"),
        ("[bg]\ntime='г'".encode("cp1251"), "the file is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(data)
    with pytest.raises(FormatError) as caught:
        load_rules(path)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["absent.toml", "absent.srx"])
def test_an_absent_file_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError, match="cannot read: no such file"):
        load_rules(tmp_path / name)


# ------------------------------------------------------------------------- SRX


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "Им. Алиева. Он (да!) Б. В. Ге.", ["Им. Алиева.", "Он (да!)", "Б. В. Ге."]),
        ("en", "A. B. Smith; he. 5 went. ok", ["A.", "B.", "Smith;", "he.", "5 went. ok"]),
        ("RU-ru", "В г. Баку. Да", ["В г. Баку.", "Да"]),
        ("en", "One\ntwo.\n\nThree", ["One\ntwo.", "Three"]),
    ],
)  # fmt: skip
def test_srx(language: str, text: str, wanted: list[str]) -> None:
    assert split(text, language, SRX) == wanted


def test_without_cascade_the_first_map_decides_alone(tmp_path: Path) -> None:
    text = SRX.read_text(encoding="utf-8").replace('cascade="yes"', 'cascade="no"')
    path = written(tmp_path, "one.srx", text)
    assert split("Он. Она.", "ru", path) == ["Он. Она."]
    assert split("Он. Она.", "bg", path) == ["Он.", "Она."]


def test_srx_initials_that_overlap(tmp_path: Path) -> None:
    text = SRX.read_text(encoding="utf-8").replace(r"\b\p{Lu}\.\s", r"\p{Lu}\. \p{Lu}\. ")
    path = written(tmp_path, "overlap.srx", text)
    assert split("Б. В. Г. Петров", "ru", path) == ["Б.", "В. Г. Петров"]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("<header", '<!DOCTYPE srx [<!ENTITY a "b">]><header', "entity"),
        (r"[.?!…]+", r"[.?!…+", "cannot be used"),
        (r"\p{Lu}\.", r"\p{Nonsense}\.", "the property 'Nonsense' is not known"),
        (r"\b(?:им", r"(?&lt;=им+)(?:им", "look-behind requires fixed-width pattern"),
        (
            'languagerulename="Russian"/>',
            'languagerulename="Tatar"/>',
            "'Tatar' is not in the file",
        ),
        ("</srx>", "", "the file ends in the middle"),
    ],
)
def test_srx_that_cannot_be_used_is_refused(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    text = SRX.read_text(encoding="utf-8")
    assert before in text
    if "DOCTYPE" in after:
        text = text.replace("<srx ", '<!DOCTYPE srx [<!ENTITY a "b">]><srx ', 1)
    else:
        text = text.replace(before, after, 1)
    path = written(tmp_path, "bad.srx", text)
    with pytest.raises(IomglossError) as caught:
        load_rules(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")


def test_another_kind_of_xml_is_no_srx(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="this is no SRX: its root is <tmx>"):
        load_rules(written(tmp_path, "a.srx", "<tmx/>"))


@pytest.mark.parametrize(
    ("pattern", "fits", "does_not"),
    [
        (r"\p{Lu}", "АZÉ", "аz1"),
        (r"\P{Lu}", "аz1", "АZ"),
        (r"\p{^Lu}", "аz1", "АZ"),
        (r"[\p{Lu}\d]", "А5", "а "),
        (r"[^\p{Lu}\d]", "а ", "А5"),
        (r"[\P{L}]", "5 ", "аЯ"),
        (r"[\p{L}&&[^\p{Lu}]]", "аz", "А5"),
        (r"[^\p{L}&&[^\p{Lu}]]", "А5", "аz"),
        (r"[a[bc]]", "abc", "d["),
        (r"[]a]", "]a", "["),
        (r"[&~|]", "&~|", "a"),
        (r"\h", " \u00a0\t", "\na"),
        (r"[\h.]", " .\u00a0", "\na"),
        (r"\x{2026}", "…", "."),
        (r"[\x{2026}-\x{2028}]", "…", "."),
        (r"\Q.\E", ".", "a"),
        (r"\R", "\n\r\u2028", " "),
        (r"\p{Uppercase_Letter}", "А", "а"),
    ],
)
def test_expressions_of_icu(pattern: str, fits: str, does_not: str) -> None:
    import re

    made = re.compile(translate(pattern))
    assert [sign for sign in fits if not made.fullmatch(sign)] == []
    assert [sign for sign in does_not if made.fullmatch(sign)] == []


@pytest.mark.parametrize("pattern", ["[a", "a\\", r"\p{No such}", "(", "*a", "[a[b]"])
def test_expressions_that_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        translate(pattern)


def test_every_key_is_documented() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "segmentation.md"
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    assert [row.split("`")[1] for row in rows] == list(KEYS)
