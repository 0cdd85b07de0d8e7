"""Patterns of paths."""

import pytest

from iomgloss.text.globs import matches


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.md", "a.md", True),
        ("*.md", "x/y/a.md", True),
        ("*.md", "a.mdx", False),
        ("drafts/*.md", "drafts/a.md", True),
        ("drafts/*.md", "drafts/x/a.md", False),
        ("drafts/**", "drafts/x/a.md", True),
        ("drafts/**", "other/a.md", False),
        ("drafts/**/*.md", "drafts/a.md", True),
        ("drafts/**/*.md", "drafts/x/y/a.md", True),
        ("drafts", "drafts/x/a.md", True),
        ("drafts/", "drafts/x/a.md", True),
        ("./drafts/a.md", "drafts/a.md", True),
        ("drafts\\*.md", "drafts/a.md", True),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("[a-c].md", "b.md", True),
        ("[.md", "[.md", True),
        ("a+b(1).md", "a+b(1).md", True),
        ("чернови/**", "чернови/а.md", True),
    ],
)
def test_matches(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path) is fits


def test_many_stars_cost_little() -> None:
    assert not matches("*a" * 12 + "b", "a" * 40)
