"""A file of any size for every row of the registry, as its tool would write it."""

import io
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from formats.samples_toolkit import BILINGUAL, ONE_LANGUAGE, one_language
from formats.support import DATA, concept, unit

from iomgloss.formats import registry
from iomgloss.formats.base import ExportOptions, Item, Log, Source

PAIR: dict[str, Any] = {"source_language": "bg", "target_languages": ("en",)}

ROWS = [f"{row.name}:{kind}" for row in registry.FORMATS if row.read for kind in row.holds]
"""Every format that is read, with everything that it can hold."""


WHOLE = {f"{row.name}:memory" for row in registry.FORMATS if ".toolkit." in (row.read or "")}
"""Read whole by translate-toolkit, which takes its time: their files are small, and must be."""


def kind_of(row: str) -> tuple[str, str]:
    """``csv:memory`` as format and kind."""
    name, _, kind = row.partition(":")
    return name, kind


_POOL = "".join(random.Random(3).choices("абвгдежзиклмнопрст     ", k=50_000))
"""Letters that no archive packs so well that it looks like a bomb."""


def filling(number: int, length: int) -> str:
    """Words, other ones for every number."""
    start = number * 37 % (len(_POOL) - length)
    return " ".join(_POOL[start : start + length].split())


def items(kind: str, count: int, length: int = 0) -> Iterator[Item]:
    """Units or concepts, no two alike; ``length`` characters more than they need."""
    for number in range(count):
        filler = filling(number, length)
        if kind == "memory":
            yield unit(
                f"изречение {number} {filler}".strip(), f"sentence {number} {filler}".strip()
            )
        else:
            yield concept(f"concept-{number}", note=filler or None)


def sample(row: str, count: int = 3, length: int = 0) -> Iterator[bytes]:
    """A file of ``count`` items, piece by piece."""
    name, kind = kind_of(row)
    found = registry.format_named(name)
    if name in ONE_LANGUAGE:
        yield one_language(name, "en", [(number, text) for number, _, text in texts(count, length)])
    elif name in BILINGUAL:
        yield BILINGUAL[name](texts(count, length))
    elif found.write is None:
        yield from _MADE[name](count, length)
    else:
        options = ExportOptions(kind=kind, **PAIR)
        yield from registry.writer(found)(items(kind, count, length), options)


def texts(count: int, length: int) -> list[tuple[int, str, str]]:
    """Of programs; the sign shows a wrong encoding in English too."""
    return [
        (number, f"изречение {number} {filler}".strip(), f"{filler} sentence № {number}".strip())
        for number in range(count)
        for filler in [filling(number, length)]
    ]


def original(row: str, count: int = 3, length: int = 0) -> bytes | None:
    """The file with the originals, for a format whose files hold one language."""
    name, _ = kind_of(row)
    if name not in ONE_LANGUAGE:
        return None
    return one_language(name, "bg", [(number, text) for number, text, _ in texts(count, length)])


def told(row: str, count: int = 3) -> dict[str, Any]:
    """What a user says of a sample: anew for every reading."""
    beside = original(row, count)
    more: dict[str, Any] = {}
    if beside is not None:
        stream = io.BytesIO(beside)
        more["original"] = Source(stream=stream, file="original", log=Log("original"))
    return {**PAIR, "kind": kind_of(row)[1], **more}


def whole(row: str, count: int = 3) -> bytes:
    return b"".join(sample(row, count))


def fixtures(name: str) -> list[Path]:
    """Files as other tools write them."""
    folder = DATA / name
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _wordfast(count: int, length: int) -> Iterator[bytes]:
    yield (
        "\ufeff%20100507~173730\t%User ID,ZB,ZB zb\t%TU=00000002\t%BG-01\t"
        "%Wordfast TM v.546/00\t%EN-GB\t%-\r\n"
    ).encode()
    for number in range(count):
        filler = filling(number, length)
        yield (
            f"20100727~145333\tZB\t2\tBG-01\tизречение {number} {filler}\tEN-GB\t"
            f"sentence {number} {filler}\r\n"
        ).encode()


def _multiterm(count: int, length: int) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n'
    for number in range(count):
        filler = filling(number, length)
        yield (
            f"<conceptGrp><concept>{number + 1}</concept>\n"
            '<languageGrp><language type="English" lang="EN"/><termGrp>'
            f"<term>concept {number}</term></termGrp></languageGrp>\n"
            '<languageGrp><language type="Bulgarian" lang="BG"/><termGrp>'
            f"<term>понятие {number}</term><descripGrp>"
            f'<descrip type="Note">{filler}</descrip></descripGrp></termGrp></languageGrp>\n'
            "</conceptGrp>\n"
        ).encode()
    yield b"</mtf>\n"


def _sdltm(count: int, length: int) -> Iterator[bytes]:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE translation_memories ("
        " id INTEGER PRIMARY KEY, source_language TEXT, target_language TEXT);"
        "CREATE TABLE translation_units (id INTEGER PRIMARY KEY, guid TEXT,"
        " translation_memory_id INTEGER, source_segment TEXT, target_segment TEXT);"
        "INSERT INTO translation_memories VALUES (1, 'bg-BG', 'en-US');"
    )
    text = "<Segment><Elements><Text><Value>{}</Value></Text></Elements></Segment>"
    database.executemany(
        "INSERT INTO translation_units VALUES (?, ?, 1, ?, ?)",
        (
            (
                number,
                f"guid-{number}",
                text.format(f"изречение {number} {filling(number, length)}"),
                text.format(f"sentence {number} {filling(number, length)}"),
            )
            for number in range(count)
        ),
    )
    database.commit()
    yield database.serialize()
    database.close()


_MADE: dict[str, Callable[[int, int], Iterator[bytes]]] = {
    "wordfast": _wordfast,
    "multiterm": _multiterm,
    "sdltm": _sdltm,
}
"""Rows that are only read."""
