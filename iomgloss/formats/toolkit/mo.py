"""MO: compiled gettext catalogues (``.mo``, ``.gmo``), for when the PO is not at hand.

Read: both byte orders, the charset and languages that the header names (``Language``,
``X-Source-Language``), else ``-s`` and ``-t``. An entry with plural forms gives a unit for each, as
in PO. The context is kept as ``x-mo-msgctxt``, the number of a plural form as
``x-mo-plural-form``.

Lost: nothing that is in such a file: fuzzy translations, comments and places are not. ``msgfmt``
makes
these files of PO.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from iomgloss.formats.base import Source
from iomgloss.formats.text import refuse
from iomgloss.formats.toolkit.pairs import Bilingual, Pair, two_languages
from iomgloss.formats.toolkit.store import content, faults, parsed
from iomgloss.model import Segment

_MAGIC = {b"\xde\x12\x04\x95": "<", b"\x95\x04\x12\xde": ">"}


def _open(source: Source) -> Bilingual:
    data = content(source)
    _check(source, data)
    store = parsed(source, "mo:mofile", data)
    with faults(source):
        header = {name.lower(): value for name, value in store.parseheader().items()}
    return Bilingual(
        pairs=_pairs(source, store),
        source_language=header.get("x-source-language"),
        target_language=header.get("language"),
    )


def _check(source: Source, data: bytes) -> None:
    """Every string lies in the file and ends with NUL; translate-toolkit would take what is there.

    gettext manual, "The Format of GNU MO Files".
    """
    order = _MAGIC.get(data[:4])
    if order is None or len(data) < 28:
        refuse(source, "this is no MO catalogue", "see if another format fits: --from")
    count, *tables = struct.unpack(f"{order}3I", data[8:20])
    for table in tables:
        if table + 8 * count > len(data):
            refuse(source, "the file ends in the middle: it was cut off", "get the whole file")
        numbers = struct.unpack(f"{order}{2 * count}I", data[table : table + 8 * count])
        for length, start in zip(numbers[::2], numbers[1::2], strict=True):
            if data[start + length : start + length + 1] != b"\0":
                refuse(source, "a text does not end where it should", "get the whole file anew")


def _pairs(source: Source, store: Any) -> Iterator[Pair]:
    for unit in store.units:
        with faults(source):
            if unit.isheader():
                continue
            originals, targets = list(unit.source.strings), list(unit.target.strings)
            context = str(unit.getcontext())
        forms: list[tuple[str | None, str, str]]
        if len(originals) == 1:
            forms = [(None, originals[0], targets[0])]
        else:
            forms = [
                (str(number), originals[min(number, 1)], text)
                for number, text in enumerate(targets)
            ]
            if len(targets) == 1:
                forms.append(("0", originals[1], targets[0]))
        for form, original, text in forms:
            yield Pair(
                source=Segment.of(str(original)),
                target=Segment.of(str(text)),
                form=form,
                properties=(("msgctxt", context),),
            )


read = two_languages("mo", _open)
