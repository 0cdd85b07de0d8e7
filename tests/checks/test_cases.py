"""Every check finds what it should, where it is, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checks.cases import DATA, LEAST, Case, cases

import iomgloss
from iomgloss.checks.registry import CHECKS, FAMILIES, check_named
from iomgloss.checks.run import run
from iomgloss.workspace.checking import WorkspaceResources

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def resources() -> Iterator[WorkspaceResources]:
    workspace = iomgloss.open(ROOT)
    yield WorkspaceResources(workspace)
    workspace.close()


def all_cases() -> list[Case]:
    return [case for row in CHECKS for case in cases(row.code)]


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_case(case: Case, resources: WorkspaceResources) -> None:
    found = run(case.draft, [check_named(case.code)], resources)
    spans = [
        (finding.passage.number, finding.side.value, finding.start, finding.end)
        for _, finding in found
        if finding.end
    ]
    messages = [finding.message for _, finding in found]
    assert (sorted(spans), len(found) - len(spans)) == (sorted(case.spans), case.missing), messages
    if case.suggestions is not None:
        assert list(found[0][1].suggestions) == case.suggestions


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row.code)
def test_check_is_whole(row: object) -> None:
    check = check_named(row.code)  # type: ignore[attr-defined]
    kinds = [case.found for case in cases(check.code)]
    assert kinds.count(True) >= LEAST
    assert kinds.count(False) >= LEAST
    assert check.code[0] in FAMILIES
    text = check.documentation
    assert all(f"\n{part}:" in text for part in ("Why", "Wrong", "Right")), text


def test_names_and_codes_are_unique() -> None:
    names = [name for row in CHECKS for name in (row.code, row.name)]
    assert len(names) == len(set(names))
    assert {path.stem for path in DATA.glob("*.toml")} == {row.code for row in CHECKS}
