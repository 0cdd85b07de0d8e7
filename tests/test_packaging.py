"""The wheel carries the seed workspace and answers from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source distribution, as an index would have it."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    subprocess.run([*build, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (sdist,) = out.glob("*.tar.gz")
    source = tmp_path_factory.mktemp("source")
    subprocess.run(["tar", "xzf", str(sdist), "-C", str(source)], check=True)
    (unpacked,) = source.iterdir()
    subprocess.run([*build, "-t", "wheel"], cwd=unpacked, check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_the_seed_workspace_and_the_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = [
        path.relative_to(ROOT).as_posix()
        for folder in ("glossary", "tm")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    assert {f"iomgloss/seed/{name}" for name in [*tracked, "iomgloss.toml"]} <= names
    assert "iomgloss/py.typed" in names
    kinds = (".html", ".css", ".js", "-search.js", "-words.js", "-copy.js", ".toml")
    assert {f"iomgloss/formats/data/glossary{kind}" for kind in kinds} <= names
    assert any(name.endswith("licenses/LICENSES/GPL-3.0-or-later.txt") for name in names)
    assert any(name.endswith("licenses/LICENSES/CC-BY-4.0.txt") for name in names)
    assert not any(name.startswith(("tests/", "docs/")) for name in names)


def test_the_unpacked_wheel_looks_up_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "empty").mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "site"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    environment.pop("IOMGLOSS_WORKSPACE", None)
    done = subprocess.run(
        [sys.executable, "-m", "iomgloss", "lookup", "каналджийството на мигранти", "-t", "en"],
        cwd=tmp_path / "empty",
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "migrant smuggling" in done.stdout
    assert list((tmp_path / "empty").iterdir()) == []
    assert list((tmp_path / "cache" / "iomgloss").iterdir()) != []
