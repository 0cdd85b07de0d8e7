"""Language tags: BCP 47, as far as it can be said without the registry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomgloss.model import compatible, normalize_tag

NORMALISED = {
    "bg": "bg",
    "BG": "bg",
    " en ": "en",
    "en-gb": "en-GB",
    "pt_BR": "pt-BR",
    "UZ-CYRL": "uz-Cyrl",
    "uz_latn_uz": "uz-Latn-UZ",
    "zh-cmn-hans-cn": "zh-cmn-Hans-CN",
    "es-419": "es-419",
    "de-CH-1996": "de-CH-1996",
    "sl-Rozaj-Biske": "sl-rozaj-biske",
    "en-US-U-CA-Gregory": "en-US-u-ca-gregory",
    "en-a-BBB-x-AB-Latn": "en-a-bbb-x-ab-latn",
    "X-IOM": "x-iom",
    "cel": "cel",
}
ILL_FORMED = [
    "",
    "b",
    "b1",
    "bg-",
    "-bg",
    "bg--BG",
    "english language",
    "abcdefghi",
    "en-x",
    "en-u",
    "x",
    "en-GB-Latn",
    "en-USA1x2y3z",
    "бг",
    "bg\n-BG",
    "*",
    # letters that re.IGNORECASE takes for i, I, s and K
    "ıt",
    "İt",
    "eſ",
    "\u212aa",
]


@pytest.mark.parametrize(("tag", "wanted"), NORMALISED.items())
def test_case_and_separators_are_put_right(tag, wanted) -> None:
    assert normalize_tag(tag) == wanted


@pytest.mark.parametrize("tag", ILL_FORMED)
def test_other_strings_are_refused_by_name(tag) -> None:
    with pytest.raises(ValueError) as error:
        normalize_tag(tag)
    assert str(error.value) == f"{tag!r} is not a well-formed language tag"


@given(st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_][A-Za-z]{2})?", fullmatch=True))
def test_language_script_region(tag) -> None:
    found = normalize_tag(tag)
    assert found.lower() == tag.lower().replace("_", "-")
    assert normalize_tag(found) == found
    assert found == found.encode("ascii").decode()


@given(st.text())
def test_any_text_is_a_tag_or_refused(text) -> None:
    try:
        found = normalize_tag(text)
    except ValueError:
        return
    assert normalize_tag(found) == found


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("en", "en", True),
        ("en", "EN", True),
        ("en", "en-GB", True),
        ("en-GB", "en-US", False),
        ("uz", "uz-Cyrl", True),
        ("uz-Cyrl", "uz-Latn", False),
        ("uz-Latn-UZ", "uz-Latn", True),
        ("en", "eng", False),
        ("bg", "ru", False),
    ],
)
def test_one_serves_for_the_other(left, right, wanted) -> None:
    assert compatible(left, right) is wanted
    assert compatible(right, left) is wanted
