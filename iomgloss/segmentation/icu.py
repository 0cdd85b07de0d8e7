"""Regular expressions of SRX 2.0 (they are ICU's) as Python's.

SRX files use little beyond what both know: properties (`\\p{Lu}`), `\\h`, `\\x{…}`, `\\Q…\\E`,
and classes in classes (`[\\p{L}&&[^\\p{Lu}]]`), which become alternatives and lookaheads. What
cannot be said in Python is refused, never ignored: a rule that is silently lost breaks texts.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

_PROPERTY = re.compile(r"([pP])(?:\{(\^?)([A-Za-z_ =-]+)\}|([A-Z]))")
_HEXADECIMAL = re.compile(r"x\{([0-9A-Fa-f]{1,6})\}")
_QUOTED = re.compile(r"Q(.*?)(?:\\E|\Z)", re.DOTALL)
_SIMPLE = {
    "h": r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]",
    "R": r"(?:\r\n|[\n-\r\x85\u2028\u2029])",
}
_NAMES = dict(
    pair.split(":")
    for pair in (
        "Alphabetic:L Alpha:L Letter:L IsL:L Lowercase:Ll Lower:Ll Lowercase_Letter:Ll IsLl:Ll "
        "javaLowerCase:Ll Uppercase:Lu Upper:Lu Uppercase_Letter:Lu IsLu:Lu javaUpperCase:Lu "
        "Titlecase_Letter:Lt Number:N Decimal_Number:Nd Digit:Nd Punctuation:P Punct:P Space:Z"
    ).split()
)
"""Long names, and Java's, of the general categories."""
_CATEGORY = re.compile(r"L|L[ultmo]|M|M[nce]|N|N[dlo]|P|P[cdseifo]|S|S[mcko]|Z|Z[slp]|C|C[cfos]")


def translate(pattern: str) -> str:
    """``pattern`` for `re`. Raises ValueError with the reason when it cannot be said there."""
    found = _Translator(pattern).expression()
    try:
        re.compile(found)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return found


class _Translator:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0

    def expression(self) -> str:
        parts = []
        while self.position < len(self.pattern):
            character = self.pattern[self.position]
            if character == "\\":
                parts.append(self._escape(inside=False))
            elif character == "[":
                parts.append(self._class())
            else:
                parts.append(character)
                self.position += 1
        return "".join(parts)

    def _escape(self, *, inside: bool) -> str:
        self.position += 1
        text, position = self.pattern, self.position
        if position == len(text):
            raise ValueError("a backslash ends the expression")
        if found := _PROPERTY.match(text, position):
            self.position = found.end()
            negated = (found[1] == "P") != (found[2] == "^")
            ranges = _ranges(_category(found[3] or found[4]))
            if inside and negated:
                ranges = _complement(ranges)
            return ranges if inside else f"[{'^' if negated else ''}{ranges}]"
        if found := _HEXADECIMAL.match(text, position):
            self.position = found.end()
            return _literal(chr(int(found[1], 16)))
        if not inside and (found := _QUOTED.match(text, position)):
            self.position = found.end()
            return re.escape(found[1])
        self.position += 1
        letter = text[position]
        if letter in _SIMPLE:
            return _SIMPLE[letter][1:-1] if inside and letter == "h" else _SIMPLE[letter]
        if letter in "zZ" and not inside:
            return r"\Z"
        return "\\" + letter

    def _class(self) -> str:
        """A class from its bracket to its end, those in it included."""
        begun = self.position
        self.position += 1
        negated = self._take("^")
        operands: list[str] = []
        flat: list[str] = []
        nested: list[str] = []
        first = True
        while not (self._take("]") and not first):
            if self.position >= len(self.pattern):
                raise ValueError(f"the class {self.pattern[begun:]!r} does not end")
            if self.pattern[self.position - 1] == "]" and first and not flat:
                flat.append(r"\]")
            elif self.pattern.startswith("&&", self.position):
                self.position += 2
                operands.append(_union(flat, nested))
                flat, nested = [], []
            elif self.pattern[self.position] == "[":
                nested.append(self._class())
            elif self.pattern[self.position] == "\\":
                flat.append(self._escape(inside=True))
            else:
                character = self.pattern[self.position]
                flat.append("\\" + character if character in "&~|" else character)
                self.position += 1
            first = False
        if not operands and not nested:
            return f"[{'^' if negated else ''}{''.join(flat)}]"
        operands.append(_union(flat, nested))
        both = "".join(f"(?={part})" for part in operands[:-1]) + operands[-1]
        return rf"(?:(?!{both})[\s\S])" if negated else f"(?:{both})"

    def _take(self, character: str) -> bool:
        found = self.pattern.startswith(character, self.position)
        self.position += found
        return found


def _union(flat: list[str], nested: list[str]) -> str:
    parts = [f"[{''.join(flat)}]"] if flat else []
    return f"(?:{'|'.join(parts + nested)})"


def _category(name: str) -> str:
    short = name.replace(" ", "_").split("=")[-1]
    short = _NAMES.get(short, short)
    if not _CATEGORY.fullmatch(short):
        raise ValueError(f"the property {name!r} is not known")
    return short


@cache
def _ranges(category: str) -> str:
    """A general category as the inside of a class."""
    found: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)).startswith(category):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(_range(low, high) for low, high in found)


@cache
def _complement(ranges: str) -> str:
    outside = re.compile(f"[^{ranges}]+")
    spans = outside.finditer("".join(map(chr, range(sys.maxunicode + 1))))
    return "".join(_range(span.start(), span.end() - 1) for span in spans)


def _range(low: int, high: int) -> str:
    return _literal(chr(low)) + (f"-{_literal(chr(high))}" if high > low else "")


def _literal(character: str) -> str:
    return f"\\U{ord(character):08x}"
