"""A web or e-mail address of the source that the target lacks or has changed.

Why: the reader is led nowhere, or writes to nobody.

Wrong: Write to info@iom.int. – Пишете на инфо@iom.int.
Right: Write to info@iom.int. – Пишете на info@iom.int.

Fix: the address of the source. A language in the address (/en/ and /bg/, en. and bg., ?lang=),
https for http, and a page of another Wikipedia are no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iomgloss.checks.base import Resources
from iomgloss.model import Draft, Finding, Passage, Side

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\[\]`\"'«»„“”‘’]{3,}|(?<![\w.@/])www\.[^\s<>\[\]`\"'«»„“”‘’]+"
    r"|(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4}){0,2}")
_QUERY = re.compile(r"[?&](?:lang|language|locale|hl|lng|l)=[\w-]{0,10}")
_SPARK = re.compile(r"://|www\.|@")
_TRAILING = ".,;:!?*)]}'’…>\\"


class _Address(NamedTuple):
    start: int
    end: int
    text: str
    key: str


def find(draft: Draft, resources: Resources) -> Iterator[Finding]:
    for passage in draft.passages:
        if passage.source and passage.text.strip() and _SPARK.search(passage.source):
            yield from _compared(passage, passage.source)


def _compared(passage: Passage, source: str) -> Iterator[Finding]:
    theirs, ours = _addresses(source), _addresses(passage.text)
    present, known = {item.key for item in ours}, {item.key for item in theirs}
    lost = [item for item in theirs if item.key not in present and item.text not in passage.text]
    added = [item for item in ours if item.key not in known]
    if len(lost) == len(added) == 1:
        yield Finding(
            passage=passage,
            start=added[0].start,
            end=added[0].end,
            message=f"the address {lost[0].text!r} is changed to {added[0].text!r}",
            suggestions=(lost[0].text,),
        )
        return
    for item in lost:
        yield Finding(
            passage=passage,
            start=item.start,
            end=item.end,
            side=Side.SOURCE,
            message=f"the address {item.text!r} is lost",
        )


def _addresses(text: str) -> list[_Address]:
    found = []
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_TRAILING)
        if address:
            start = match.start()
            found.append(_Address(start, start + len(address), address, _key(address)))
    return found


def _key(address: str) -> str:
    """The address without what may differ."""
    if "@" in address and "://" not in address:
        return address.casefold()
    address = _QUERY.sub("", address).casefold().partition("://")[2] or address.casefold()
    host, *path = address.strip("/").split("/")
    labels = [label for label in host.split(".")[:-2] if label != "www" and not _is_language(label)]
    domain = ".".join(labels + host.split(".")[-2:])
    if domain.endswith(("wikipedia.org", "wikimedia.org", "wiktionary.org")):
        return domain
    return "/".join([domain, *(part for part in path if not _is_language(part))])


def _is_language(part: str) -> bool:
    return len(part) <= 7 and _LANGUAGE.fullmatch(part) is not None and len(part.split("-")[0]) == 2
