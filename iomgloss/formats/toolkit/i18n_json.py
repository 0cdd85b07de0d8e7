"""JSON with texts of programs: i18next, ARB (Flutter), WebExtensions, plain nested keys.

Files called ``.arb`` are taken for it; of ``.json`` say so, for memories have that name too. A file
holds one language, so the originals are told beside it:

    iomgloss import bg.json --from i18n-json --source-file en.json -s en -t bg

Read: the strings of the same path are a unit; numbers and the like are passed by. The path is kept
as ``x-i18n-json-key``. Descriptions (ARB, WebExtensions) become notes; the language is ``@@locale``
where ARB has it. Keys that differ in a plural category only (``day_one``, ``day_other``) are forms
of one text: each is a unit with the original's form of the same name, else with its ``other``. A
text that is the same in both files is a draft; what only one file has is rejected.

Lost: numbers and other values that are no strings.
"""

from __future__ import annotations

import json

from iomgloss.formats.base import Source
from iomgloss.formats.toolkit.entries import Monolingual, plain, with_plurals
from iomgloss.formats.toolkit.joining import one_language
from iomgloss.formats.toolkit.store import faults, parsed, text


def _open(source: Source) -> Monolingual:
    data = text(source)
    with faults(source):
        found = json.loads(data)
        if not isinstance(found, dict):
            raise ValueError("the file is no JSON object")
    language = None
    if any(key.startswith("@") for key in found):
        storage, language = "ARBJsonFile", found.get("@@locale")
    elif found and all(isinstance(v, dict) and "message" in v for v in found.values()):
        storage = "WebExtensionJsonFile"
    else:
        storage = "JsonNestedFile"
    store = parsed(source, f"jsonl10n:{storage}", data)
    entries = plain(source, store, key=lambda unit: str(unit.getid()).removeprefix("."))
    return Monolingual(
        entries=with_plurals(entries, "_"),
        language=language if isinstance(language, str) else None,
    )


read = one_language("i18n-json", _open)
