"""Where sentences end in a block of text.

Every run of stops with the quotes and brackets behind it is a candidate; what stands before and
after it decides. A candidate looks at no more than a few hundred characters around it, so that time
grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomgloss.segmentation.rules import Kind, Rules

_CLOSING = r"\"'»«”“’‘)\]}›‹」』）】〕〉》"
_OPENING = r"\"'«»„“”‚‘’(\[{‹›¿¡`「『（【〔〈《*_"
_ENTITY = r"&(?:quot|apos|#39|#34|[lr]aquo|[lrb]dquo);"
"""Texts out of web pages and PO files often keep them."""
_TAG = r"</?[A-Za-z][^<>]{0,80}>"
_CANDIDATE = re.compile(
    r"(?P<stop>[.!?…‥‼⁇⁈⁉]++|[؟۔।॥։።]++)"
    rf"(?P<closing>(?:[{_CLOSING}]|[ \u00a0\u202f]?[»)\]](?!\w)|{_ENTITY}"
    r"|</[A-Za-z][^<>]{0,20}>|\[\d{1,3}\]|[¹²³⁰-⁹])*+)"
    r"|(?P<wide>(?:[。！？｡]|．(?!\d))++)[\"”’」』）】〕〉》]*+"
    r"|(?<=\s)(?P<bullet>[•▪●◦‣])(?=\s|\Z)"
)
_NEXT = re.compile(
    rf"(?P<blank>\s*+)(?P<opening>(?:(?:[{_OPENING}]|[-–—]{{1,2}}|{_ENTITY}|{_TAG})\s{{0,2}}+){{0,6}}+)"
    r"(?P<word>[^\W_]*+)"
)
_GOES_ON = ",;:)]}»!?.…/|=<>+~^"
"""What no sentence begins with."""
_QUOTES = "»”“\"&'’"
_WORD = re.compile(r"[^\W_]")
_NUMBER = re.compile(
    r"[(«„\"]?(?:№|#)?\d[\d.,/:–—-]*(?:[-–—]?[^\W\d_]{1,3})?"
    r"|[IVXLCDM]+(?:[-–—][IVXLCDM]+)?|[ХІV]+"
)
_ROMAN = re.compile(r"[IVXLCDM]{1,7}")
_GLUED_NUMBER = re.compile(r"[\d.,/–—-]*\d(?=[^\W\d_])")
_LIST_MARK = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[^\W\d_])[)\]]?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xzбвгджзклмнпрстфхцчшщьђјљњћџѓќ]{1,5}")
_GLUED_END = re.compile(r"[а-яёѝ]{4}")
_GLUED_START = re.compile(r"[А-ЯЁ][а-яёѝ]")
_LEFT = 48
"""Characters before a stop that are looked at for an abbreviation."""
_NEAR = 400
"""Characters within which an opening bracket or quote is sought."""
_OPENING_WORDS = 6
"""Up to so many words, *От 2016 г.* is the beginning of a sentence and not all of it."""


def breaks(text: str, rules: Rules) -> Iterator[int]:
    """Offsets in ``text``, a block, after which a new sentence begins."""
    start = 0
    word = _next_word(text, 0)
    for match in _CANDIDATE.finditer(text):
        if match["bullet"]:
            position = match.start()
        else:
            position = match.end()
            if word >= match.start() or not _ends(text, start, word, match, rules):
                continue
        if position > start:
            yield position
            start = position
            if word < start:
                word = _next_word(text, start)


def _next_word(text: str, start: int) -> int:
    found = _WORD.search(text, start)
    return found.start() if found else len(text)


def _ends(text: str, start: int, first: int, match: re.Match[str], rules: Rules) -> bool:
    """A sentence that began at ``start``, its first letter at ``first``, ends with ``match``."""
    end = match.end()
    after = _NEXT.match(text, end)
    if after is None or (after.end() == len(text) and not after["word"]):
        return False
    word = after["word"]
    following = word[0] if word else text[after.end()]
    if match["wide"]:
        return following not in _GOES_ON
    if not after["blank"]:
        return bool(
            _GLUED_START.match(text, end)
            and _GLUED_END.fullmatch(text, max(start, match.start() - 4), match.start())
            and not _is_abbreviation(_words_before(text, start, match.start())[-1], rules)
        )
    if following.islower() or (not word and following in _GOES_ON):
        return False
    stop, closing = match["stop"], match["closing"]
    if closing and _is_aside(text, start, first, match, after, rules):
        return False
    if stop != ".":
        return _ends_with_mark(text, match, word, rules)
    return _ends_with_stop(text, start, match.start(), after, rules)


def _is_aside(
    text: str, start: int, first: int, match: re.Match[str], after: re.Match[str], rules: Rules
) -> bool:
    """The stop belongs to a bracket or a quoted name inside the sentence: *(sic!) Иван*,
    *«Кто я?» (1998)*, *«Что делать?» Чернышевского*."""
    position, is_quoted = match.start(), match["closing"][0] in _QUOTES
    if is_quoted and after["opening"].startswith("("):
        return True
    is_name = is_quoted and match["stop"] in "?!" and after["word"].lower() not in rules.starters
    left = max(start, position - _NEAR)
    for closer in match["closing"]:
        if closer in ")]":
            opening = text.rfind("(" if closer == ")" else "[", left, position)
            if opening > first:  # a sentence in brackets ends, an abbreviation there ends none
                words = _words_before(text, start, position)
                return match["stop"] != "." or _kind(words, rules) is not None
        elif closer in _QUOTES and is_name:
            opening = max(text.rfind(sign, left, position) for sign in '«„“"')
            before = text[max(start, opening - 3) : opening].rstrip() if opening > first else ":"
            named = text.count(" ", opening, position) < 6
            if named and before[-1:] not in (":", ",", ".", "-", "–", "—"):
                return True
    return False


def _ends_with_mark(text: str, match: re.Match[str], word: str, rules: Rules) -> bool:
    """`?`, `!`, an ellipsis and the like: they end what goes on with a capital."""
    if rules.with_stop:
        last = text[max(0, match.start() - 20) : match.end("stop")].rsplit(None, 1)[-1]
        if last.endswith(rules.with_stop) and word.lower() not in rules.starters:
            return False
    if word[:1].isdigit() and match["stop"] in ("…", "...", ".."):
        return not text[max(0, match.start() - 2) : match.start()].rstrip()[-1:].isdigit()
    return True


def _ends_with_stop(
    text: str, start: int, position: int, after: re.Match[str], rules: Rules
) -> bool:
    """One full stop at ``position``; what follows does not begin with a small letter."""
    words = _words_before(text, start, position)
    last = words[-1]
    if not last or not last[-1].isalnum():
        return True
    word = after["word"]
    is_initial = len(word) == 1 and word.isupper() and text.startswith(".", after.end())
    begins = word.lower() in rules.starters and not is_initial
    if len(words) == 1 and text[start:position].strip() == last and _LIST_MARK.fullmatch(last):
        return False
    if last[-1].isdigit():
        return _ends_with_number(words, after, rules)
    glued = _GLUED_NUMBER.match(last)
    if glued:
        words[-1:] = [glued.group(), last[glued.end() :]]
        last = words[-1]
    kind = _kind(words, rules)
    if kind is not None:
        return _ends_with_abbreviation(text, start, position, words, after, begins, kind, rules)
    if len(last) == 1 and last.isupper():
        return begins or _is_regnal(last, words, rules)
    if (_INITIALS.fullmatch(last) and last[-1].isupper()) or _CONSONANTS.fullmatch(last):
        return begins
    return begins or len(last) > 1 or last in rules.starters  # *о. Родос*, but *soʻradi u.*


def _words_before(text: str, start: int, position: int) -> list[str]:
    """Up to five last words before a stop; the last one without what stands before its letters."""
    words = text[max(start, position - _LEFT) : position].rsplit(None, 5)[-5:]
    if not words or text[position - 1].isspace():
        return [""]
    words[-1] = words[-1].lstrip("\"'«»„“”‚‘’([{‹›`*_-–—/#№&;").rpartition("&#39;")[2]
    return words


def _kind(words: list[str], rules: Rules) -> Kind | None:
    """The longest known abbreviation at the end: ``т. д`` before ``д``."""
    key = words[-1]
    found = rules.kind(key)
    for word in reversed(words[:-1]):
        if not word.endswith(".") or len(word) > 6:
            break
        key = word.lstrip("\"'«„“([") + key
        found = rules.kind(key) or found
    if found is None and ("-" in key or "/" in key):
        found = rules.kind(re.split("[-/–]", words[-1])[-1])
    return found


def _is_abbreviation(word: str, rules: Rules) -> bool:
    return rules.kind(word) is not None


def _ends_with_number(words: list[str], after: re.Match[str], rules: Rules) -> bool:
    """*декември 1951. Започва*, but *чл. 5. Всеки* at the beginning, and *12. 03. 2018*."""
    word = after["word"]
    if word.isdigit() and len(words[-1]) <= 2:
        if len(word) <= 2 and after.string.startswith(".", after.end()):
            return False
        if len(word) == 4 and words[-2:-1] and words[-2].removesuffix(".").isdigit():
            return False
    if len(words) == 2:
        kind = rules.kind(words[0].removesuffix("."))
        return not (kind and kind & Kind.BEFORE_NUMBER)
    return True


def _ends_with_abbreviation(
    text: str,
    start: int,
    position: int,
    words: list[str],
    after: re.Match[str],
    begins: bool,
    kind: Kind,
    rules: Rules,
) -> bool:
    word = after["word"]
    is_number = word[:1].isdigit() or not word or (not begins and bool(_ROMAN.fullmatch(word)))
    if after["opening"].startswith(("-", "–", "—")):
        return False  # *с 2002 г. — Президент*
    if kind & (Kind.AFTER_NUMBER | Kind.TIME) and _follows_number(words):
        if begins:
            return True
        if is_number:
            return False
        return not (kind & Kind.TIME and _is_date_opening(text, start, position, word, rules))
    if kind & Kind.NEVER_FINAL or (kind & Kind.BEFORE_NUMBER and is_number):
        return False
    if kind & Kind.TIME and "." in words[-1] + words[-2 if len(words) > 1 else -1]:
        return begins or not _is_date_opening(text, start, position, word, rules)
    if kind & Kind.AMBIGUOUS:
        return begins or not is_number
    return begins


def _follows_number(words: list[str]) -> bool:
    """The abbreviation stands behind a number, or behind others that do: *5 млн. лв.*"""
    for word in reversed(words[:-1]):
        if _NUMBER.fullmatch(word):
            return True
        if not word.endswith(".") or len(word) > 6:
            return False
    return False


def _is_date_opening(text: str, start: int, position: int, word: str, rules: Rules) -> bool:
    """*От 2016 г. МОМ*: a short beginning with a preposition or a number is no whole sentence.

    *проведённую 27 марта 2018 г. Ташкентскую конференцию*: nor does one begin in such a case.
    """
    if rules.continuations and word.endswith(rules.continuations):
        return True
    opening = text[start : min(position, start + 80)].split()
    if position - start > 80 or len(opening) > _OPENING_WORDS + 1 or not opening:
        return False
    head = opening[0].lstrip("\"'«„“([-–—•*").lower()
    return head in rules.prepositions or head[:1].isdigit()


def _is_regnal(letter: str, words: list[str], rules: Rules) -> bool:
    """*Николай I. После*: a Latin numeral behind a Cyrillic name is no initial."""
    before = words[-2] if len(words) > 1 else ""
    return letter in "IVX" and before[:1].isupper() and not before[:1].isascii()
