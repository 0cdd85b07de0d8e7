"""Queries that nobody means, memories that change hands: the twin's answer, or a clear error."""

import subprocess
import sys
from pathlib import Path

import pytest
from memory.support import look_up, memory, tmx_bytes, unit

from iomgloss.memory import parts
from iomgloss.memory.index import Memory

TESTS = str(Path(__file__).parents[1])
TEXTS = [
    "файл не найден",
    "файлы не найдены",
    "да " * 400,
    "да " * 390 + "не",
    "й" * 300,
    "мигрант",
    "бежанец\u0301",
    "ملف غير موجود",
    "ملفات غير موجودة",
    "קובץ לא נמצא \u202bחדש\u202c",
    "👩‍👩‍👧 семья 🇧🇬",
    "👩‍👩‍👦 семья 🇧🇬",
    "文件未找到",
    "ไม่พบไฟล์",
    "100 %",
    "!",
    "…",
]
QUERIES = {
    "nothing": "",
    "spaces": " \u3000\n\t\u00a0",
    "a zero": "\0",
    "control characters": "файл\0 не\x1b[31m найден\x07\x7f\x85",
    "only control characters": "\x01\x02\x03\x1b",
    "a lone surrogate": "файл \ud800 не найден",
    "one repeated word": "да " * 20_000,
    "one repeated word, fewer": "да " * 397,
    "one word of 20,000 letters": "й" * 20_000,
    "NFD": "файл не наи\u0306ден, и\u0306",
    "stress marks": "беж\u0301ан\u0301ец",
    "a thousand accents": "а" + "\u0301" * 1000,
    "from the right": "ملف غير موجود!",
    "marks of direction": "\u202eקובץ לא נמצא\u202c חדש",
    "emoji": "👨‍👩‍👧 семья 🇧🇬",
    "no spaces": "文件没找到",
    "Thai": "ไม่พบ ไฟล์",
    "signs": "?!…",
    "a soft hyphen and no width": "ми\u00adгра\u200bнт",
    "not a character": "\ufffe\uffff",
    "the highest character": "\U0010ffff",
}


@pytest.fixture(params=["postings", "tail"])
def hostile(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Memory:
    """A memory of `TEXTS`, searched by postings, or one by one."""
    if request.param == "postings":
        monkeypatch.setattr(parts, "TAIL", 3)
    units = [unit(str(number), text, "x") for number, text in enumerate(TEXTS)]
    return memory(tmp_path / "m.tmx", units, index=tmp_path / "index")


@pytest.mark.parametrize("minimum", [0.0, 50.0, 70.0, 100.0])
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_strange_query_gets_the_answer_of_the_twin(
    hostile: Memory, query: str, minimum: float
) -> None:
    asked = {"sources": ("bg",), "minimum": minimum}
    found = look_up(query, hostile, **asked)
    assert found == look_up(query, hostile, **asked, exhaustive=True)
    if minimum == 0.0:
        assert len(found) == (len(TEXTS) if query.strip() else 0)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("one repeated word, fewer", (99.0, "2")),
        ("NFD", (82.3, "0")),
        ("from the right", (92.8, "7")),
        ("emoji", (92.8, "10")),
        ("no spaces", (80.0, "12")),
    ],
)
def test_a_strange_query_finds_what_is_like_it(
    hostile: Memory, query: str, best: tuple[float, str]
) -> None:
    match = look_up(QUERIES[query], hostile, sources=("bg",), minimum=50.0)[0]
    assert (match.score, match.unit) == best


def test_a_language_that_no_unit_has_finds_nothing(hostile: Memory) -> None:
    for asked in ({"sources": ("fi",)}, {"sources": ("bg",), "targets": ("fi",)}):
        assert look_up("мигрант", hostile, **asked) == []
        assert look_up("мигрант", hostile, **asked, exhaustive=True) == []


def test_a_query_among_long_texts(tmp_path: Path) -> None:
    """A text of 100,000 characters, and one word 20,000 times, each once with a change."""
    words = [f"дума{number}" for number in range(11_200)]
    long, repeated = " ".join(words), "да " * 20_000
    units = [unit("long", long), unit("repeated", repeated), unit("short", "да")]
    found = memory(tmp_path / "m.tmx", units, index=tmp_path / "index")
    assert len(long) > 100_000
    for query, best in (
        (" ".join([*words[:5000], "друго", *words[5000:]]), "long"),
        (repeated + "не", "repeated"),
    ):
        (match,) = look_up(query, found, sources=("bg",), minimum=70.0)
        assert (match.score, match.unit) == (99.0, best)
        exhaustive = look_up(query, found, sources=("bg",), minimum=70.0, exhaustive=True)
        assert exhaustive == [match]


# ------------------------------------------------------------- several processes


ASK = f"""
import sys
sys.path.insert(0, {TESTS!r})
from pathlib import Path
from memory.support import look_up, memory
found = memory(Path(sys.argv[1]) / "m.tmx", index=Path(sys.argv[1]) / "index")
for match in look_up("файл номер 77", found, sources=("bg",), minimum=70.0):
    print(match.score, match.unit)
"""
SWAP = f"""
import sys
sys.path.insert(0, {TESTS!r})
from pathlib import Path
from memory.support import look_up, memory
folder = Path(sys.argv[1])
found = memory(folder / "m.tmx", index=folder / "index")
seen = set()
while not (folder / "end").exists():
    units = frozenset(match.unit for match in look_up("файл номер", found, sources=("bg",)))
    assert units in (
        {{f"a{{n}}" for n in range(10, 40)}}, {{f"b{{n}}" for n in range(10, 60)}}
    ), sorted(units)
    if len(seen) < 2 and units not in seen:
        seen.add(units)
        (folder / f"seen-{{sys.argv[2]}}-{{len(seen)}}").touch()
assert len(seen) == 2
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_processes_that_index_a_memory_at_once_are_all_right(tmp_path: Path) -> None:
    units = [unit(str(number), f"файл номер {number}") for number in range(2500)]
    (tmp_path / "m.tmx").write_bytes(tmx_bytes(units))
    asking = [start(ASK, tmp_path) for _ in range(3)]
    answers = [process.communicate(timeout=120) for process in asking]
    alone = look_up(
        "файл номер 77", memory(tmp_path / "m.tmx"), sources=("bg",), minimum=70.0, exhaustive=True
    )
    wanted = "".join(f"{match.score} {match.unit}\n" for match in alone)
    assert len(alone) > 100
    assert answers == [(wanted, "")] * 3
    postings = list((tmp_path / "index").glob("*.postings"))
    assert len(postings) == 1


def test_a_memory_replaced_under_readers_is_never_half_old_and_half_new(tmp_path: Path) -> None:
    versions = [
        tmx_bytes(unit(f"{name}{number}", f"файл номер {number}") for number in range(10, end))
        for name, end in (("a", 40), ("b", 60))
    ]
    (tmp_path / "m.tmx").write_bytes(versions[0])
    readers = [start(SWAP, tmp_path, number) for number in range(2)]
    wanted = {f"seen-{reader}-{count}" for reader in range(2) for count in (1, 2)}
    turn = 0
    while not all((tmp_path / name).exists() for name in wanted) or turn < 40:
        turn += 1
        (tmp_path / "new").write_bytes(versions[turn % 2])
        (tmp_path / "new").replace(tmp_path / "m.tmx")
        if any(reader.poll() is not None for reader in readers):
            break
    (tmp_path / "end").touch()
    for reader in readers:
        assert (reader.communicate(timeout=60), reader.returncode) == (("", ""), 0)
