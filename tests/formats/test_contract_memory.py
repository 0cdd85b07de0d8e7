"""Memory, over every row of the registry: a file of ten times the size takes no more of it.

A glossary whose lines belong together wherever they stand cannot be read line by line; its reader
says how many lines it takes at most.
"""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from formats.samples import PAIR, ROWS, WHOLE, kind_of, sample, told, whole
from formats.support import read

from iomgloss.errors import FormatError
from iomgloss.formats import pairs, registry, xlsx_parts
from iomgloss.formats.toolkit import store

GATHERED = {"utx:terms", "omegat-glossary:terms", "po:terms", "csv:terms", "xlsx:terms"}
"""Read whole before the first concept is known."""
FILLER = 2500
"""Characters that make an item long."""
RELATION = (
    b'<Relationship Id="shared" Target="sharedStrings.xml" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
SMALL, LARGE = 300, 3000
READING = r"""
import json, re, sys
from iomgloss.formats import registry
from iomgloss.formats.base import Log, Source
name, path, told = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
told["target_languages"] = tuple(told["target_languages"])
with open(path, "rb") as stream:
    source = Source(stream=stream, file="file", log=Log("file"), **told)
    count = sum(1 for _ in registry.reader(registry.format_named(name))(source))
with open("/proc/self/status") as status:  # ru_maxrss would count what the parent had
    print(count, 1024 * int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]))
"""


def peak(row: str, path: Path) -> tuple[int, int]:
    """Items in the file, and the memory in bytes that reading them took."""
    name, kind = kind_of(row)
    run = subprocess.run(
        [sys.executable, "-c", READING, name, str(path), json.dumps({**PAIR, "kind": kind})],
        capture_output=True,
        text=True,
        check=True,
    )
    count, size = run.stdout.split()
    return int(count), int(size)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
@pytest.mark.parametrize("row", [row for row in ROWS if row not in GATHERED | WHOLE])
def test_memory_is_flat(row: str, tmp_path: Path) -> None:
    sizes, peaks = [], []
    for count in (SMALL, LARGE):
        path = tmp_path / f"{count}.{row.partition(':')[0]}"
        with path.open("wb") as stream:
            stream.writelines(sample(row, count, FILLER))
        found, size = peak(row, path)
        assert found == count
        sizes.append(FILLER * count)
        peaks.append(size)
    assert peaks[1] - peaks[0] < (sizes[1] - sizes[0]) / 4, peaks


@pytest.mark.parametrize("row", sorted(GATHERED))
def test_what_is_gathered_has_a_limit(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, kind = kind_of(row)
    data = b"".join(sample(row, 12))
    assert len(read(name, data, **PAIR, kind=kind).items) == 12
    monkeypatch.setattr(pairs, "MOST", 11)
    with pytest.raises(FormatError, match="more than 11 lines of terms") as caught:
        read(name, data, **PAIR, kind=kind)
    assert caught.value.location is not None and caught.value.location.line
    assert "split" in (caught.value.hint or "")


@pytest.mark.parametrize("row", sorted(WHOLE))
def test_what_is_read_whole_has_a_limit(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, _ = kind_of(row)
    data = whole(row, 12)
    assert len(read(name, data, **told(row, 12)).items) == 12
    monkeypatch.setattr(store, "LARGEST", len(data) - 1)
    with pytest.raises(FormatError, match="which is read into memory whole") as caught:
        read(name, data, **told(row, 12))
    assert "split" in (caught.value.hint or "")


def test_what_cells_share_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts may stand in a table of their own, which cells refer to in any order."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole("xlsx:terms"))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("workbook.xml.rels"):
                content = content.replace(b"</Relationships>", RELATION + b"</Relationships>")
            new.writestr(name, content)
        new.writestr("xl/sharedStrings.xml", b"<sst><si><t>border</t></si><si><t>x</t></si></sst>")
    assert len(read("xlsx", stream.getvalue()).items) == 3
    monkeypatch.setattr(xlsx_parts, "MAX_SHARED", 6)
    with pytest.raises(FormatError, match="texts have more than 6 characters"):
        read("xlsx", stream.getvalue())


def test_gathered_rows_exist() -> None:
    assert set(ROWS) >= GATHERED | WHOLE
    assert {kind_of(row)[0] for row in GATHERED} <= {row.name for row in registry.FORMATS}
