"""What a repeat of a unit brings to the one that stays: newer dates, a higher usage count."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace

from iomgloss.formats import tmx
from iomgloss.formats.base import Log, Source
from iomgloss.model import Provenance, TranslationUnit, Variant

_DATE = re.compile(r"\d{8}T\d{6}Z")


def merged(text: bytes, repeats: Sequence[bytes], mark: Provenance) -> bytes | None:
    """The unit that ``text`` is (as our own memories write it), with what its repeats have newer;
    None if that is nothing. An origin that is ``mark`` was put there for want of one."""
    repeats = [repeat for repeat in repeats if repeat != text and _may_be_newer(text, repeat, mark)]
    if not repeats:
        return None
    document = b"<tmx><body>%b%b</body></tmx>" % (text, b"".join(repeats))
    source = Source(stream=io.BytesIO(document), file="memory", log=Log("memory"))
    unit, *others = tmx.read(source)
    assert isinstance(unit, TranslationUnit)  # noqa: S101  (TMX has no concepts)
    newest = unit
    for other in others:
        assert isinstance(other, TranslationUnit)  # noqa: S101
        newest = refreshed(newest, other, mark)
    return tmx.unit_text(newest).encode() if newest != unit else None


def _may_be_newer(text: bytes, repeat: bytes, mark: Provenance) -> bool:
    """Say no where the start tags alone show that `refreshed` would change nothing."""
    known, brought = tmx.start_tags(text), tmx.start_tags(repeat)
    languages = [[tag.get("xml:lang") for tag in tags] for tags in (known, brought)]
    if not known or languages[0] != languages[1]:
        return True
    for unit in (known[0], brought[0]):
        if (unit.get("creationdate"), unit.get("creationid")) == (mark.created, mark.created_by):
            del unit["creationdate"]
    return any(
        other.get(name, "") > tag.get(name, "")
        for tag, other in zip(known, brought, strict=True)
        for name in ("creationdate", "changedate", "lastusagedate")
    ) or any(
        int(other.get("usagecount", -1)) > int(tag.get("usagecount", -1))
        for tag, other in zip(known, brought, strict=True)
    )


def refreshed(unit: TranslationUnit, repeat: TranslationUnit, mark: Provenance) -> TranslationUnit:
    """``unit`` with the dates and counts that are newer in ``repeat``, which says the same."""
    left = list(repeat.variants)
    variants = []
    for variant in unit.variants:
        same = next((other for other in left if _says(other) == _says(variant)), None)
        if same is not None:
            left.remove(same)
            newer = newest(variant.provenance, same.provenance)
            variant = replace(variant, provenance=newer)
        variants.append(variant)
    known, brought = (_without(item.provenance, mark) for item in (unit, repeat))
    provenance = newest(known, brought)
    if not (provenance.created or provenance.created_by):
        provenance = replace(
            provenance,
            created=unit.provenance.created,
            created_by=unit.provenance.created_by,
        )
    return replace(unit, variants=tuple(variants), provenance=provenance)


def newest(known: Provenance, brought: Provenance) -> Provenance:
    """The later of each date, with who it names, and the higher count.

    A date that is none (as TMX has it) is older than any that is.
    """
    is_created = _is_later(brought.created, known.created)
    is_changed = _is_later(brought.changed, known.changed)
    counts = [item.usage_count for item in (known, brought) if item.usage_count is not None]
    return Provenance(
        created=brought.created if is_created else known.created,
        created_by=brought.created_by if is_created else known.created_by,
        changed=brought.changed if is_changed else known.changed,
        changed_by=brought.changed_by if is_changed else known.changed_by,
        used=brought.used if _is_later(brought.used, known.used) else known.used,
        usage_count=max(counts, default=None),
    )


def _is_later(date: str | None, other: str | None) -> bool:
    return _rank(date) > _rank(other)


def _rank(date: str | None) -> tuple[int, str]:
    if not date:
        return 0, ""
    return (2, date) if _DATE.fullmatch(date) else (1, "")


def _without(provenance: Provenance, mark: Provenance) -> Provenance:
    origin = (mark.created, mark.created_by)
    if (provenance.created, provenance.created_by) != origin:
        return provenance
    return replace(provenance, created=None, created_by=None)


def _says(variant: Variant) -> tuple[object, ...]:
    return variant.language, variant.segment, variant.previous, variant.next
