"""The data categories of TBX as elements: what an import left, and what the model has."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from iomgloss.files.xml import XML_LANG, escape, forbidden_character
from iomgloss.formats import tbx_names as names
from iomgloss.formats.tbx_forms import Category, Form

_LINK = re.compile(r"https?://\S+")


def is_of_v4(values: Any) -> bool:
    """Whether a value is said with another word in what is written."""
    return not names.V3_WORDS.keys().isdisjoint(names.texts(values))


def instruction(pad: str, kept: Mapping[str, Any]) -> str:
    """``kept`` as a processing instruction; nothing where it is empty.

    Every grammar lets it stand anywhere, and other tools pass over it.
    """
    values = {key: value for key, value in kept.items() if _is_json(value)}
    if not values:
        return ""
    text = json.dumps(values, ensure_ascii=False)
    if forbidden_character(text):
        text = json.dumps(values)
    text = text.replace(">", "\\u003e")  # it would end the instruction
    return f"{pad}<?{names.INSTRUCTION} {text}?>\n"


def _is_json(value: Any) -> bool:
    """Whether JSON gives it back as it is: not a date, say."""
    try:
        return bool(json.loads(json.dumps(value, allow_nan=False)) == value)
    except (TypeError, ValueError, RecursionError):
        return False


class Values:
    """Makes elements, and counts what the form has no place for."""

    def __init__(self, form: Form, losses: Counter[str], concept_ids: Collection[str]) -> None:
        self.form, self.losses = form, losses
        self.concept_ids = concept_ids

    def element(self, pad: str, name: str, category: str, text: str) -> str:
        return f"{pad}{self.form.element(name, category, self.text(text))}\n"

    def text(self, text: str) -> str:
        if names.tidy(text) != text:
            self.lose("white space of texts")
        return escape(text)

    def with_source(
        self,
        pad: str,
        category: str,
        text: str,
        source: str | None,
        *,
        language: str | None = None,
        target: str | None = None,
    ) -> str:
        main = self.form.element(
            "descrip", category, self.text(text), language=language, target=target
        )
        more = "" if source is None else self.element(pad + "  ", "admin", "source", source)
        return f"{pad}<descripGrp>\n{pad}  {main}\n{more}{pad}</descripGrp>\n"

    def extra(
        self,
        pad: str,
        extra: Mapping[str, Any],
        level: str,
        kept: dict[str, Any],
        element: str | None = None,
    ) -> Iterator[str]:
        """What an import left. ``element``: "termNote" or "" for all others; None for all.

        What the form has no full place for is written as far as it goes, and put into ``kept``.
        """
        for key, values in extra.items():
            known = self.form.categories.get(key)
            is_note = known is not None and known.element == "termNote"
            if element is not None and is_note != (element == "termNote"):
                continue
            before = self.losses.total()
            for value in values if isinstance(values, list) else [values]:
                text = self._value(pad, key, known, value) if known else None
                if text is None or known is None or level not in known.levels:
                    self.lose("imported data categories")
                else:
                    yield text
            if self.losses.total() != before or (key == "transactionType" and is_of_v4(values)):
                kept[key] = values

    def _value(self, pad: str, key: str, known: Category, value: Any) -> str | None:
        """One value as an element; None where TBX-Basic has no place for it."""
        table = dict(value) if isinstance(value, Mapping) else {"text": value}
        text, target = table.pop("text", None), table.pop("target", None)
        if not isinstance(text, str) or not (target is None or isinstance(target, str)):
            return None
        if key == "transactionType":
            return self._transaction(pad, known, text, table)
        source = table.pop("source", None) if known.element == "descrip" else None
        has_own = XML_LANG in table
        language = table.pop(XML_LANG, None) if self.form.holds_language(known.element) else None
        if not all(item is None or isinstance(item, str) for item in (source, language)):
            return None
        if known.values and text not in known.values:
            return None
        if key == "definition" and has_own and language is None:
            return None  # it would pass for one in another language
        if known.element == "xref":
            if target is None or (self.form.strict and not _LINK.fullmatch(target)):
                return None
        elif target is not None:
            target = self._target(target)
        if known.element == "ref" and self.form.modules and target is None:
            return None
        self.lose("imported data categories", len(table))
        if source is not None:
            return self.with_source(pad, key, text, source, language=language, target=target)
        kind = None if known.element == "note" else key
        element = self.form.element(
            known.element, kind, self.text(text), language=language, target=target
        )
        return f"{pad}{element}\n"

    def _target(self, target: str) -> str | None:
        identifier = names.from_xml_id(target.removeprefix("#"))
        if identifier in self.concept_ids:
            return names.to_xml_id(identifier)
        self.lose("references to what is not in the file")
        return None

    def _transaction(
        self, pad: str, known: Category, text: str, table: dict[str, Any]
    ) -> str | None:
        text = names.V3_WORDS.get(text, text)
        if text not in known.values:
            return None
        date, who = table.pop("date", None), table.pop("responsibility", None)
        lines = [
            f"{pad}<transacGrp>\n",
            self.element(pad + "  ", "transac", "transactionType", text),
        ]
        if isinstance(date, str) and names.is_date(date):
            if "T" in date and not self.form.strict:
                self.lose("times of day")
                date = date[:10]
            lines.append(f"{pad}  <date>{escape(date)}</date>\n")
        elif date is not None:
            self.lose("imported data categories")
        if isinstance(who, Mapping):
            self.lose("references to what is not in the file", "target" in who)
            who = who.get("text")
        if isinstance(who, str):
            lines.append(self.element(pad + "  ", "transacNote", "responsibility", who))
        elif who is not None:
            self.lose("imported data categories")
        self.lose("imported data categories", len(table))
        return "".join(lines) + f"{pad}</transacGrp>\n"

    def lose(self, what: str, count: int = 1) -> None:
        if count:
            self.losses[what] += int(count)
