"""Terms in files: which sides of a unit, how files are told apart, and that nothing is hoarded."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from cli import cases

from iomgloss.model import AnnotatedBlock, AnnotatedUnit
from iomgloss.workspace import Workspace, open_workspace
from iomgloss.workspace.annotating import AnnotatedFile, AnnotationOptions, annotate


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The small one, the current folder."""
    place = tmp_path / "work"
    place.mkdir()
    cases.prepare({}, place, monkeypatch)
    with open_workspace(place) as found:
        yield found


def opened(workspace: Workspace, name: str, **options: object) -> Iterator[AnnotatedFile]:
    told = AnnotationOptions(**options)  # type: ignore[arg-type]
    return annotate(workspace, [Path(name)], told)


def sides(workspace: Workspace, name: str, **options: object) -> tuple[list[str], int]:
    """What is shown of a file, ``side language text`` with its terms; and how much is left out."""
    found = []
    for file in opened(workspace, name, **options):
        for item in file:
            assert isinstance(item, AnnotatedUnit)
            found += [
                f"{item.number} {part.side} {part.language} {part.text}"
                + "".join(f" <{hit.term}>" for hit in part.hits)
                for part in item.segments
            ]
        assert file.fault is None
        left_out = file.left_out
    return found, left_out


TABLE = "bg,en-GB,ru\nМигрант,A migrant,\n,Migrants,мигранты\n"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            {},
            (
                [
                    "1 source bg Мигрант <мигрант>",
                    "1 target en-GB A migrant <migrant>",
                    "1 target ru ",
                    "2 target en-GB Migrants <migrant>",
                    "2 target ru мигранты <мигрант>",
                ],
                0,
            ),
        ),
        (
            {"source_language": "en"},
            (
                [
                    "1 source en-GB A migrant <migrant>",
                    "1 target bg Мигрант <мигрант>",
                    "1 target ru ",
                    "2 source en-GB Migrants <migrant>",
                    "2 target ru мигранты <мигрант>",
                ],
                0,
            ),
        ),
        (
            {"source_language": "bg", "target_languages": ("en",)},
            (["1 source bg Мигрант <мигрант>", "1 target en-GB A migrant <migrant>"], 1),
        ),
        (  # the file is read the other way round
            {"target_languages": ("bg",)},
            (["1 source en-GB A migrant <migrant>", "1 target bg Мигрант <мигрант>"], 1),
        ),
    ],
)
def test_sides(workspace: Workspace, told: dict[str, object], wanted: object) -> None:
    Path("u.csv").write_text(TABLE, encoding="utf-8")
    assert sides(workspace, "u.csv", **told) == wanted


def test_only_terms_of_a_status(workspace: Workspace) -> None:
    Path("u.csv").write_text("bg,en\nТрафик на мигранти,migrant\n", encoding="utf-8")
    assert sides(workspace, "u.csv", statuses=("deprecated",)) == (
        ["1 source bg Трафик на мигранти <трафик на мигранти>", "1 target en migrant"],
        0,
    )


def test_originals_in_a_file_of_their_own(workspace: Workspace) -> None:
    Path("bg.properties").write_text("a=мигрант\n", encoding="utf-8")
    Path("en.properties").write_text("a=migrant\nb=migrants\n", encoding="utf-8")
    told = {"source_language": "en", "target_languages": ("bg",)}
    assert sides(workspace, "bg.properties", source_file=Path("en.properties"), **told) == (
        [
            "1 source en migrant <migrant>",
            "1 target bg мигрант <мигрант>",
            "2 source en migrants <migrant>",
            "2 target bg ",
        ],
        0,
    )
    for file in opened(workspace, "bg.properties"):  # without them: plain text
        assert [item.block.text for item in file if isinstance(item, AnnotatedBlock)] == [
            "a=мигрант"
        ]


def test_a_long_file_is_read_as_it_is_asked_for(workspace: Workspace) -> None:
    """Five megabytes: what has been given needs no more of the file than its beginning."""
    row = "Каналджийството на мигранти," + "a migrant " * 20 + "\n"
    Path("long.csv").write_text("bg,en\n" + row * (5_000_000 // len(row.encode())), "utf-8")
    for file in opened(workspace, "long.csv"):
        items = list(islice(file, 3))
        assert [item.number for item in items if isinstance(item, AnnotatedUnit)] == [1, 2, 3]
        assert file.stream.tell() < 500_000 < Path("long.csv").stat().st_size


def test_a_fault_ends_a_file_and_not_the_rest(workspace: Workspace) -> None:
    Path("bad.csv").write_bytes(b"bg,en\na,b\n\xff,c\n")
    Path("good.txt").write_text("мигрант", encoding="utf-8")
    paths = [Path("none.txt"), Path("bad.csv"), Path("good.txt")]
    said = [
        (file.name, len(list(file)), file.fault and file.fault.exit_code)
        for file in annotate(workspace, paths, AnnotationOptions())
    ]
    assert said == [("none.txt", 0, 3), ("bad.csv", 1, 3), ("good.txt", 1, None)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_with_a_name_is_read_once(workspace: Workspace) -> None:
    os.mkfifo("pipe.txt")
    writer = threading.Thread(target=Path("pipe.txt").write_text, args=("мигрант", "utf-8"))
    writer.start()
    for file in opened(workspace, "pipe.txt"):
        assert file.plain_text() == "мигрант"
        assert [len(item.hits) for item in file if isinstance(item, AnnotatedBlock)] == [2]
    writer.join()


def test_standard_input_may_be_any_format(workspace: Workspace) -> None:
    told = AnnotationOptions(format="csv")
    stdin = io.BytesIO("bg,en\nдом,migrant\n".encode())
    (file,) = ([file.shown, *file] for file in annotate(workspace, [Path("-")], told, stdin))
    assert file[0] == "standard input" and len(file) == 2
