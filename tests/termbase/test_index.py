"""The index over the concept files: always in step with them, whatever happens to either."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from termbase.support import OLD, concept, dump, termbase

from iomgloss.errors import DataError, StorageError
from iomgloss.termbase.index import Termbase
from iomgloss.termbase.recognise import recognise
from iomgloss.termbase.search import concept_of
from iomgloss.termbase.write import render


def put(folder: Path, path: str, *terms: str, old: bool = True, **more: object) -> Path:
    """Write a concept with English terms; ``old``: with a time that is surely settled."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    text = render(concept(target.stem, {"en": list(terms)}, **more))
    target.write_text(text, encoding="utf-8")
    if old:
        os.utime(target, (OLD, OLD))
    return target


def found(base: Termbase, text: str) -> list[tuple[str, str]]:
    return [(hit.concept, hit.surface) for hit in recognise(base.refresh(), text)]


@pytest.fixture
def glossary(tmp_path):
    folder = tmp_path / "glossary"
    put(folder, "people/migrant.toml", "migrant")
    put(folder, "people/refugee.toml", "refugee", aliases=("exile",))
    return folder


@pytest.fixture
def base(glossary, tmp_path):
    return termbase(glossary, tmp_path / "index")


def generations(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "index").glob("*.sqlite"))


TEXT = "a migrant, a refugee, an exile, a returnee"


def test_an_added_file_is_seen(base, glossary, tmp_path) -> None:
    assert found(base, TEXT) == [("migrant", "migrant"), ("refugee", "refugee")]
    put(glossary, "returnee.toml", "returnee")
    assert found(base, TEXT)[2:] == [("returnee", "returnee")]
    assert generations(tmp_path) == ["termbase.00000001.sqlite"]  # updated in place


def test_a_changed_file_is_seen(base, glossary, tmp_path) -> None:
    base.refresh()
    put(glossary, "people/refugee.toml", "exile")
    assert found(base, TEXT) == [("migrant", "migrant"), ("refugee", "exile")]
    assert generations(tmp_path) == ["termbase.00000001.sqlite"]


def test_a_removed_file_is_seen(base, glossary) -> None:
    base.refresh()
    (glossary / "people/refugee.toml").unlink()
    assert found(base, TEXT) == [("migrant", "migrant")]
    with pytest.raises(KeyError):
        concept_of(base.refresh(), "exile")


def test_a_renamed_file_is_another_concept(base, glossary) -> None:
    base.refresh()
    (glossary / "people/refugee.toml").rename(glossary / "people/escapee.toml")
    assert found(base, TEXT)[1:] == [("escapee", "refugee")]


def test_a_moved_file_is_the_same_concept(base, glossary) -> None:
    base.refresh()
    (glossary / "status").mkdir()
    (glossary / "people/refugee.toml").rename(glossary / "status/refugee.toml")
    assert found(base, TEXT)[1:] == [("refugee", "refugee")]
    assert base.path_of("refugee") == glossary / "status/refugee.toml"


def test_two_files_that_change_places(base, glossary) -> None:
    base.refresh()
    one, other = glossary / "people/migrant.toml", glossary / "people/refugee.toml"
    texts = one.read_bytes(), other.read_bytes()
    one.write_bytes(texts[1])
    other.write_bytes(texts[0])
    assert found(base, TEXT) == [("refugee", "migrant"), ("migrant", "refugee")]


def test_a_change_of_equal_size_within_one_tick_is_seen(base, glossary) -> None:
    path = put(glossary, "people/migrant.toml", "migrant", old=False)
    status = path.stat()
    assert found(base, TEXT)[0] == ("migrant", "migrant")
    path.write_text(path.read_text(encoding="utf-8").replace('"migrant"', '"refugee"'))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert found(base, TEXT) == [("migrant", "refugee"), ("refugee", "refugee")]


def test_a_touched_file_is_not_indexed_again(base, glossary, monkeypatch) -> None:
    base.refresh()
    os.utime(glossary / "people/migrant.toml", (OLD + 9, OLD + 9))
    monkeypatch.setattr(Termbase, "_read", lambda self, paths: list(paths))
    assert found(base, TEXT) == [("migrant", "migrant"), ("refugee", "refugee")]


def test_hidden_and_other_files_do_not_count(base, glossary) -> None:
    for name in (".hidden.toml", ".git/x.toml", "notes.txt", "people/migrant.toml~"):
        path = glossary / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("this is no concept")
    assert sorted(base.files()) == ["people/migrant.toml", "people/refugee.toml"]
    base.refresh()


def test_no_folder_is_an_empty_term_base(tmp_path) -> None:
    assert found(termbase(tmp_path / "nothing"), TEXT) == []
    assert termbase(tmp_path / "nothing").concepts() == ([], [])


def test_a_deleted_index_is_made_again(base, glossary, tmp_path) -> None:
    before = dump(base.refresh())
    for path in (tmp_path / "index").iterdir():
        path.unlink()
    assert termbase(glossary, tmp_path / "index").ask(dump) == before


DAMAGE = {
    "empty": lambda data: b"",
    "a header only": lambda data: data[:100],
    "half": lambda data: data[: len(data) // 2],
    "not a database": lambda data: b"garbage " * 1000,
    "zeros after the header": lambda data: data[:4096] + bytes(len(data) - 4096),
    "noise after the header": lambda data: data[:4096] + b"\xa5" * (len(data) - 4096),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_index_is_made_again(base, glossary, tmp_path, name) -> None:
    before = dump(base.refresh())
    base.database.close()
    path = tmp_path / "index" / generations(tmp_path)[-1]
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    again = termbase(glossary, tmp_path / "index")
    hits = again.ask(lambda connection: recognise(connection, TEXT))
    assert [hit.surface for hit in hits] == ["migrant", "refugee"]
    assert again.ask(dump) == before


def test_a_damaged_page_is_noticed_when_it_is_read(base, glossary, tmp_path) -> None:
    before = dump(base.refresh())
    base.database.close()
    path = tmp_path / "index" / generations(tmp_path)[-1]
    whole = path.read_bytes()
    assert len(whole) >= 10 * 4096
    for page in range(1, len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + b"\xff" * 4096 + whole[page * 4096 + 4096 :])
        again = termbase(glossary, tmp_path / "index")
        assert again.ask(dump) == before, page
        again.database.close()
        for left in (tmp_path / "index").glob("*.sqlite"):
            left.unlink()


def test_an_index_of_another_version_is_made_again(base, glossary, tmp_path) -> None:
    base.refresh()
    base.database.close()
    path = tmp_path / "index" / generations(tmp_path)[-1]
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE meta SET version = 'termbase 0'")
        connection.execute("DELETE FROM term")
    connection.close()
    again = termbase(glossary, tmp_path / "index")
    assert found(again, TEXT) == [("migrant", "migrant"), ("refugee", "refugee")]
    assert generations(tmp_path) == ["termbase.00000002.sqlite"]


def test_many_changes_make_a_new_generation_and_a_reader_of_the_old_one_reads_on(
    base, glossary, tmp_path
) -> None:
    reader = base.refresh()
    for number in range(30):
        put(glossary, f"more/c{number}.toml", f"term{number}")
    other = termbase(glossary, tmp_path / "index")
    assert found(other, "term7") == [("c7", "term7")]
    assert generations(tmp_path) == ["termbase.00000002.sqlite"]
    assert [hit.concept for hit in recognise(reader, TEXT + " term7")] == ["migrant", "refugee"]
    assert found(base, "term7") == [("c7", "term7")]


# ----------------------------------------------------------------------- faults


def test_faults_of_all_files_are_told_at_once_and_the_index_stays(base, glossary, tmp_path) -> None:
    before = dump(base.refresh())
    put(glossary, "new.toml", "newcomer")
    (glossary / "bad.toml").write_text('subject = 1\n[[terms.en]]\nterm = "x"\nfoo = 1\n')
    (glossary / "people/migrant.toml").write_bytes(b'[[terms.en]]\nterm = "\xff"\n')
    put(glossary, "other/Refugee.toml", "refugee")
    with pytest.raises(DataError) as error:
        base.refresh()
    assert error.value.lines() == [
        "glossary/bad.toml:1:11: subject is a number; make it a string",
        "glossary/bad.toml:4:1: unknown key 'foo'; use one of term, status, process_status, "
        "part_of_speech, gender, number, type, register, region, match, forms, do_not_translate, "
        "context, source, note, x; what is not modelled goes into x = {…}",
        "glossary/people/migrant.toml:2:9: the file is not UTF-8 (byte 0xff); save it as UTF-8",
        "glossary/people/refugee.toml:1:1: the id 'refugee' is taken by "
        "glossary/other/Refugee.toml; rename one of the files; "
        "ids are unique in the whole term base",
    ]
    assert [fault.code for fault in error.value.diagnostics] == ["G004", "G003", "G001", "G010"]
    connection = base.database.connection()
    assert connection is not None
    assert dump(connection) == before
    assert [str(fault) for fault in base.concepts()[1]] == error.value.lines()


def test_faults_before_there_is_an_index_leave_none(glossary, tmp_path) -> None:
    (glossary / "bad.toml").write_text("x")
    with pytest.raises(DataError):
        termbase(glossary, tmp_path / "index").refresh()
    assert generations(tmp_path) == []


def test_a_mended_fault_is_forgotten(base, glossary) -> None:
    base.refresh()
    path = glossary / "bad.toml"
    path.write_text("x")
    with pytest.raises(DataError):
        base.refresh()
    path.unlink()
    put(glossary, "good.toml", "returnee")
    assert found(base, TEXT)[2:] == [("good", "returnee")]


def test_a_file_that_goes_away_while_it_is_read_is_no_fault(base, glossary, monkeypatch) -> None:
    base.refresh()
    ghost = put(glossary, "ghost.toml", "returnee")
    listed = base.files

    def vanishing():
        files = listed()
        ghost.unlink(missing_ok=True)
        return files

    monkeypatch.setattr(base, "files", vanishing)
    assert found(base, TEXT) == [("migrant", "migrant"), ("refugee", "refugee")]


def test_a_file_that_cannot_be_read_is_a_storage_error(base, glossary, monkeypatch) -> None:
    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StorageError) as error:
        base.refresh()
    assert error.value.lines() == [
        "glossary/people/migrant.toml: cannot read the term base: permission denied; "
        "give yourself permission, or choose another folder"
    ]


def test_a_file_that_changes_while_it_is_indexed_is_read_again(base, glossary, monkeypatch) -> None:
    path = glossary / "people/migrant.toml"
    read = Path.read_bytes

    def late(self):
        data = read(self)
        if self == path and b"returnee" not in data:
            put(glossary, "people/migrant.toml", "returnee")
        return data

    monkeypatch.setattr(Path, "read_bytes", late)
    base.refresh()  # has seen the old text
    monkeypatch.undo()
    assert found(base, TEXT) == [("refugee", "refugee"), ("migrant", "returnee")]


# ------------------------------------------------------- ids, aliases, path_of


def test_a_former_id_leads_to_its_concept(base) -> None:
    assert concept_of(base.refresh(), "exile").id == "refugee"
    assert concept_of(base.refresh(), "refugee").id == "refugee"


def test_an_id_goes_before_a_former_id(base, glossary) -> None:
    put(glossary, "exile.toml", "banished person")
    assert concept_of(base.refresh(), "exile").id == "exile"


def test_the_path_of_an_unknown_concept(base) -> None:
    with pytest.raises(KeyError):
        base.path_of("nobody")


# ------------------------------------------------- in place, and made from scratch

WORDS = st.lists(
    st.sampled_from(["migrant", "refugee camp", "asylum", "IOM", "return"]),
    min_size=1,
    max_size=3,
    unique=True,
)
STEP = st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "x/", "y/"]), st.none() | WORDS)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(STEP, min_size=1, max_size=4), min_size=1, max_size=5))
def test_an_index_kept_in_step_equals_one_made_anew(tmp_path_factory, rounds) -> None:
    root = tmp_path_factory.mktemp("steps")
    folder, base = root / "glossary", termbase(root / "glossary", root / "index")
    folder.mkdir()
    places: dict[str, Path] = {}
    for steps in rounds:
        for name, below, words in steps:
            if name in places:
                places.pop(name).unlink()
            if words:
                places[name] = put(folder, f"{below}{name}.toml", *words, aliases=(f"old-{name}",))
        assert dump(base.refresh()) == termbase(folder).ask(dump)
    base.database.close()


# ------------------------------------------------------------- several processes

CHILD = """
import sys
from pathlib import Path
from iomgloss.files.derived import DerivedDatabase
from iomgloss.termbase.index import FORMAT, SCHEMA, Termbase
from iomgloss.termbase.recognise import recognise
from iomgloss.termbase.write import render
from iomgloss.model import Concept, LanguageSection, TermSection

folder, name = Path(sys.argv[1]), sys.argv[2]
base = Termbase(
    folder / "glossary", "glossary", DerivedDatabase(folder / "index", "termbase", SCHEMA, FORMAT)
)
for number in range(15):
    term = TermSection(term=f"{name}{number}")
    concept = Concept(
        id=f"{name}-{number}", languages=(LanguageSection(language="en", terms=(term,)),)
    )
    new = folder / "glossary" / f".{name}"
    new.write_text(render(concept))
    new.replace(folder / "glossary" / f"{name}-{number}.toml")
    if number % 3 == 2:
        (folder / "glossary" / f"{name}-{number - 1}.toml").unlink()
    hits = base.ask(lambda connection: recognise(connection, f"migrant {term.term}"))
    print([hit.surface for hit in hits])
"""


def test_several_processes_that_write_and_look_up_at_once(base, glossary, tmp_path) -> None:
    names = ("a", "b", "c")
    children = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path), name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for name, child in zip(names, children, strict=True):
        out, err = child.communicate(timeout=120)
        assert err == ""
        assert out.splitlines() == [str(["migrant", f"{name}{n}"]) for n in range(15)]
    assert dump(base.refresh()) == termbase(glossary).ask(dump)
    assert len(generations(tmp_path)) == 1


def test_a_question_of_several_queries_sees_one_state(base, glossary, tmp_path) -> None:
    def question(connection: sqlite3.Connection) -> tuple[int, int]:
        before = connection.execute("SELECT count(*) FROM term").fetchone()[0]
        writer = sqlite3.connect(tmp_path / "index" / generations(tmp_path)[-1], timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"), writer:
            writer.execute("DELETE FROM term")
        writer.close()
        return before, connection.execute("SELECT count(*) FROM term").fetchone()[0]

    base.refresh()
    assert base.ask(question) == (2, 2)
    assert base.ask(lambda connection: connection.in_transaction) is True
    assert base.refresh().in_transaction is False
