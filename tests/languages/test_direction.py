"""Which way languages are written."""

import pytest

from iomgloss.languages.direction import is_right_to_left


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", True),
        ("ar-EG", True),
        ("FA", True),
        ("fa-Latn", False),
        ("az", False),
        ("az-Arab-IR", True),
        ("bg-x-arab", False),
        ("en-t-arab", False),
        ("uz-Cyrl", False),
        ("he", True),
        ("ur-PK", True),
    ],
)
def test_direction(tag: str, expected: bool) -> None:
    assert is_right_to_left(tag) is expected
