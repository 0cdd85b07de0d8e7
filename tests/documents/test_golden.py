"""What is read of the samples, whole: kind, place and text of each block, and what is warned of.

``python tests/documents/test_golden.py`` writes what is read now; read the difference.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents.support import DATA, FILES, NAMES, read, sample, shown


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str) -> None:
    expected = (DATA / f"{FILES[name]}.blocks").read_text(encoding="utf-8")
    assert shown(read(name, sample(name))) == expected


if __name__ == "__main__":
    for each in NAMES:
        path = DATA / f"{FILES[each]}.blocks"
        path.write_text(shown(read(each, sample(each))), encoding="utf-8")
