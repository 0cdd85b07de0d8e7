"""The forms of TBX that are written: 2008, and 2019 in its styles DCA and DCT."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from iomgloss.errors import UsageError
from iomgloss.files.xml import XML_LANG, attributes
from iomgloss.formats import tbx_names as names
from iomgloss.formats.base import ExportOptions


class Category(NamedTuple):
    """A data category of TBX-Basic that the model has no field for."""

    element: str
    levels: str
    """Letters: concept, section, term."""
    values: tuple[str, ...] = ()


_LOCATIONS = (
    "checkBox comboBox comboBoxElement dialogBox groupBox informativeMessage interactiveMessage "
    "menuItem progressBar pushButton radioButton slider spinBox tab tableText textBox toolTip "
    "user-definedType"
)
_CATEGORIES = {
    "administrativeStatus": Category("termNote", "t", tuple(names.STATUSES.values())),
    "context": Category("descrip", "t"),
    "crossReference": Category("ref", "ct"),
    "customerSubset": Category("admin", "t"),
    "definition": Category("descrip", "cs"),
    "externalCrossReference": Category("xref", "ct"),
    "geographicalUsage": Category("termNote", "t"),
    "note": Category("note", "cst"),
    "projectSubset": Category("admin", "t"),
    "source": Category("admin", "cst"),
    "subjectField": Category("descrip", "c"),
    "termLocation": Category("termNote", "t"),
    "transactionType": Category("transac", "cst", ("origination", "modification")),
    "xGraphic": Category("xref", "c"),
}
_CATEGORIES_2019 = _CATEGORIES | {
    "customerSubset": Category("admin", "ct"),
    "externalCrossReference": Category("xref", "cst"),
    "projectSubset": Category("admin", "ct"),
    "termLocation": Category("termNote", "t", tuple(_LOCATIONS.split())),
    "xGraphic": Category("xref", "cs"),
}
CATEGORIES = frozenset(_CATEGORIES_2019) | {
    *("partOfSpeech", "grammaticalGender", "grammaticalNumber", "termType", "processStatus"),
    *("register", "date", "responsibility", "term", "id"),
}
"""What is known of TBX: the data categories of TBX-Basic, and what the model has a field for."""
_MIN = {
    "administrativeStatus",
    "customerSubset",
    "externalCrossReference",
    "partOfSpeech",
    "subjectField",
}
"""The data categories of the module Min; all others of TBX-Basic are the module Basic's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one form of TBX says what all of them say."""

    entry: str
    section: str
    term: str
    head: str
    """Before the first entry; ``{tool}`` stands in it."""
    foot: str
    categories: Mapping[str, Category]
    parts_of_speech: Mapping[str, str]
    strict: bool
    """2019: every entry has an id, links are checked."""
    modules: bool = False
    """DCT: an element is called after its data category, and its attributes are few."""

    def element(
        self,
        name: str,
        category: str | None,
        text: str,
        *,
        language: str | None = None,
        target: str | None = None,
    ) -> str:
        """One element; ``text`` is escaped already."""
        pairs: list[tuple[str, object]] = [("type", category)]
        if self.modules and category is not None:
            name = f"{'min' if category in _MIN else 'basic'}:{category}"
            pairs = []
        pairs += [(XML_LANG, language), ("target", target)]
        return f"<{name}{attributes(pairs)}>{text}</{name}>"

    def holds_language(self, element: str) -> bool:
        """May the element say a language of its own?"""
        return element == "note" or not (self.modules or element == "xref")


_NAMES_2019 = (
    ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'
)


def _form_2019(style: str) -> Form:
    modules = style == "dct"
    return Form(
        entry="conceptEntry",
        section="langSec",
        term="termSec",
        head=(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<tbx type="TBX-Basic" style="{style}" xml:lang="en"'
            f' xmlns="urn:iso:std:iso:30042:ed-2"{_NAMES_2019 if modules else ""}>\n'
            "  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n"
            "        <p>Written by {tool}</p>\n"
            "      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n"
        ),
        foot="    </body>\n  </text>\n</tbx>\n",
        categories=_CATEGORIES_2019,
        parts_of_speech=names.PARTS_OF_SPEECH | {"proper-noun": "noun"},
        strict=True,
        modules=modules,
    )


_FORMS = {
    "2": Form(
        entry="termEntry",
        section="langSet",
        term="tig",
        head=(
            '<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" xml:lang="en">\n'
            "  <martifHeader>\n    <fileDesc>\n      <sourceDesc>\n"
            "        <p>Written by {tool}</p>\n"
            "      </sourceDesc>\n    </fileDesc>\n    <encodingDesc>\n"
            '      <p type="XCSURI">TBXBasicXCSV02.xcs</p>\n'
            "    </encodingDesc>\n  </martifHeader>\n  <text>\n    <body>\n"
        ),
        foot="    </body>\n  </text>\n</martif>\n",
        categories=_CATEGORIES,
        parts_of_speech=names.PARTS_OF_SPEECH,
        strict=False,
    ),
    "dca": _form_2019("dca"),
    "dct": _form_2019("dct"),
}


def form_of(options: ExportOptions) -> Form:
    """The form that is wanted: 2008 when nothing is said. Raises UsageError for an unknown one."""
    version = options.version or ("3" if options.style else "2")
    if version not in ("2", "3"):
        raise UsageError(
            f"there is no TBX version {version!r}", hint="use 2 (ISO 30042:2008) or 3 (2019)"
        )
    if version == "2":
        if options.style:
            raise UsageError("TBX 2 has no styles", hint="leave --style out, or --tbx-version 3")
        return _FORMS["2"]
    style = (options.style or "dca").lower()
    if style not in ("dca", "dct"):
        raise UsageError(f"there is no TBX style {options.style!r}", hint="use dca or dct")
    return _FORMS[style]
