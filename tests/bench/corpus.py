"""Large memories to measure on: real pairs where they are at hand, else made-up ones, varied."""

from __future__ import annotations

import lzma
import os
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

CORPORA = Path(os.environ.get("IOMGLOSS_SHARED", Path(__file__).parents[3] / "shared")) / "corpora"
Pair = tuple[str, str, str]
"""English, tag of the other language, text in it."""


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r\n]")


def real_pairs(tags: Sequence[str] = ("ru", "bg", "az", "uz")) -> list[Pair]:
    """All pairs, in an order of chance that is always the same; empty where they are absent."""
    found = []
    for tag in tags:
        path = CORPORA / f"en-{tag}.tsv.xz"
        if path.exists():
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    source, _, target = line.rstrip("\n").partition("\t")
                    found.append((source, tag, target))
    random.Random(1).shuffle(found)
    return found


def invented_pairs(count: int) -> list[Pair]:
    """Sentences of words by Zipf's law."""
    chance = random.Random(2)
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    words = [
        "".join(chance.choices(letters, range(26, 0, -1), k=chance.randint(2, 10)))
        for _ in range(30_000)
    ]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    found = []
    for _ in range(count):
        text = " ".join(chance.choices(words, weights, k=max(2, int(chance.gammavariate(2, 5)))))
        found.append((text, "xx", text.upper()))
    return found


def varied(pairs: list[Pair], count: int) -> Iterator[Pair]:
    """``count`` pairs: these, then these again with a word exchanged in each source."""
    chance = random.Random(3)
    words = [word for source, _, _ in pairs[:20_000] for word in source.split()]
    yield from pairs[:count]
    for number in range(count - len(pairs)):
        source, tag, target = pairs[number % len(pairs)]
        parts = source.split()
        for _ in range(1 + number // len(pairs)):
            parts[chance.randrange(len(parts))] = chance.choice(words)
        yield " ".join(parts), tag, target


def hold_out(pairs: list[Pair], count: int) -> tuple[list[str], list[Pair]]:
    """``count`` sources, and the pairs that do not have them."""
    sources = list(dict.fromkeys(source for source, _, _ in pairs))[:count]
    held = set(sources)
    return sources, [pair for pair in pairs if pair[0] not in held]


def fit_for_xml(pair: Pair) -> bool:
    return not _FORBIDDEN.search(pair[0] + pair[2])


def hold_out_both(pairs: list[Pair], count: int) -> tuple[list[Pair], list[Pair]]:
    """``count`` pairs of different sources, and the pairs that share neither text with them."""
    held = list({pair[0]: pair for pair in pairs}.values())[:count]
    texts = {text for source, _, target in held for text in (source, target)}
    return held, [pair for pair in pairs if texts.isdisjoint((pair[0], pair[2]))]


def write_tmx(path: Path, pairs: Iterator[Pair]) -> int:
    """Write a memory; returns how many units it has."""
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header'
            ' creationtool="bench" creationtoolversion="1" segtype="sentence" o-tmf="x"'
            ' adminlang="en" srclang="en" datatype="plaintext"/>\n  <body>\n'
        )
        for count, (source, tag, target) in enumerate(pairs, start=1):
            stream.write(
                f'    <tu tuid="{count}"><tuv xml:lang="en"><seg>{escape(source)}</seg></tuv>'
                f'<tuv xml:lang="{tag}"><seg>{escape(target)}</seg></tuv></tu>\n'
            )
        stream.write("  </body>\n</tmx>\n")
    return count
