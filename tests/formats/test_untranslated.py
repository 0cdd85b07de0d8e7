"""Units without a translation: rejected, or with an empty target where they are wanted."""

from __future__ import annotations

import pytest
from formats.support import read

FILES = {
    "po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "one"\nmsgstr ""\n\nmsgid "%d"\nmsgid_plural "%ds"\nmsgstr[0] "едно"\nmsgstr[1] ""\n',
    "xliff": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file '
    'original="a" source-language="en" target-language="bg" datatype="plaintext"><body>'
    '<trans-unit id="1"><source>one</source></trans-unit>'
    '<trans-unit id="2"><source></source><target>x</target></trans-unit>'
    "</body></file></xliff>",
    "csv": "id,en,bg\n1,one,\n2,,x\n3,,\n",
    "ts": '<TS version="2.1" language="bg" sourcelanguage="en"><context><name>c</name><message>'
    '<source>one</source><translation type="unfinished"></translation></message></context></TS>',
}
WANTED = {
    "po": [("one", ""), ("%d", "едно"), ("%ds", "")],
    "xliff": [("one", "")],
    "csv": [("one", "")],
    "ts": [("one", "")],
}
REJECTED = {
    "po": ["no translation", "no translation of plural form 1"],
    "xliff": ["no translation", "no source text"],
    "csv": ["no translation", "no translation", "no text"],
    "ts": ["no translation"],
}


@pytest.mark.parametrize("name", FILES)
def test_untranslated_units(name: str) -> None:
    told = {"source_language": "en", "target_languages": ("bg",), "kind": "memory"}
    usual = read(name, FILES[name].encode(), **told)
    assert [reason for _, reason in usual.rejected] == REJECTED[name]
    outcome = read(name, FILES[name].encode(), untranslated=True, **told)
    found = [tuple(variant.text for variant in unit.variants) for unit in outcome.items]
    assert found == WANTED[name]
