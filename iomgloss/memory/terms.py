"""What a segment is indexed by, and how much of a score each term can carry.

A *piece* is a word or any other single character but a space. Its *term* is its first four letters
and a count: the second piece with the same beginning is another term than the first. The *weight*
of a query's term is what it can bring to the word part P of the score: the n-th occurrence of a
beginning has the length of the n-th longest piece, the first one also all the spaces that follow
its words.

Why a filter on terms loses nothing: two characters have the same code in P
(`iomgloss.memory.scoring`) only if their pieces begin with the same four letters, or if they are
spaces after the same word. The codes of all pieces with one beginning form a trie, so of k such
pieces in the unit no more letters can be matched than the k longest of the query have. Hence the
codes matched are at most the sum of the weights of those terms of the query that the unit has.
"""

from __future__ import annotations

from zlib import crc32

from iomgloss.text.pieces import PIECES, is_word

BEGINNING = 4
"""Letters of a word that decide whether another is a form of it."""
OCCURRENCES = 16
"""From this occurrence on a piece is no term: a query's is granted to every unit."""


def weights(key: str) -> tuple[dict[int, int], int]:
    """The terms of a query's comparison key with their weights, and the weight granted to all."""
    found: dict[str, list[int]] = {}
    spaces: dict[str, int] = {}
    word = ""
    granted = 0
    for piece in PIECES.findall(key):
        if piece != " ":
            beginning = piece[:BEGINNING]
            found.setdefault(beginning, []).append(len(piece))
            if is_word(piece):
                word = beginning
        elif word:
            spaces[word] = spaces.get(word, 0) + 1
        else:
            granted += 1
    result: dict[int, int] = {}
    for beginning, sizes in found.items():
        sizes.sort(reverse=True)
        granted += sum(sizes[OCCURRENCES - 1 :])
        sizes[0] += spaces.get(beginning, 0)
        for occurrence, size in enumerate(sizes[: OCCURRENCES - 1]):
            number = term(beginning, occurrence)
            result[number] = result.get(number, 0) + size  # colliding terms share a list
    return result, granted


def term(beginning: str, occurrence: int) -> int:
    """The number of a term, 32 bits, the same in every process.

    Two terms may share one: their lists of units are then one, which only adds candidates.
    """
    return crc32(beginning.encode("utf-8", "surrogatepass"), occurrence)
