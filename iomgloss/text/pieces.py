"""Pieces of a text for scoring: every character belongs to exactly one."""

import re

from iomgloss.text.tokenize import UNSPACED

PIECES = re.compile(rf"[^\W{UNSPACED}]+|[^ ]| ", re.DOTALL)
"""A word, a single other character (each character of a script without spaces), or a space. For
comparison keys, whose only white space is the single space."""


def is_word(piece: str) -> bool:
    """Letters and digits, not a sign."""
    return piece[0].isalnum() or piece[0] == "_"
