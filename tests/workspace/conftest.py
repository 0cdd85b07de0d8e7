"""A small workspace of two concepts and two memories."""

from __future__ import annotations

from pathlib import Path

import pytest

from iomgloss.workspace import Workspace, open_workspace

SMUGGLING = """\
subject = "crime"
confusable = [
    "trafficking",
]

# the crime, not the person
[[terms.bg]]
term = "каналджийство на мигранти"
status = "preferred"
part_of_speech = "noun"

[[terms.bg]]
term = "трафик на мигранти"
status = "deprecated"

[[terms.en]]
term = "migrant smuggling"
status = "preferred"

[[terms.ru]]
term = "незаконный ввоз мигрантов"
status = "preferred"
process_status = "proposed"

"""

TRAFFICKING = """\
subject = "crime"
confusable = [
    "smuggling",
]

[[terms.bg]]
term = "трафик на хора"
status = "preferred"

[[terms.en]]
term = "trafficking in human beings"
status = "preferred"

[[terms.en]]
term = "human trafficking"
status = "admitted"

"""

MEMORY = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
          adminlang="en" srclang="bg" datatype="plaintext"/>
  <body>
    <tu tuid="a1" creationdate="20180101T000000Z">
      <tuv xml:lang="bg"><seg>Борба с каналджийството на мигранти.</seg></tuv>
      <tuv xml:lang="en"><seg>Countering migrant smuggling.</seg></tuv>
    </tu>
    <tu tuid="a2" creationdate="20190101T000000Z">
      <tuv xml:lang="bg">
        <prop type="x-iomgloss-previous">Борба с каналджийството на мигранти.</prop>
        <seg>Добро утро.</seg>
      </tuv>
      <tuv xml:lang="en"><seg>Good morning.</seg></tuv>
      <tuv xml:lang="ru"><seg>Доброе утро.</seg></tuv>
    </tu>
  </body>
</tmx>
"""

DRAFT = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
          adminlang="en" srclang="bg" datatype="plaintext"/>
  <body>
    <tu tuid="d1">
      <prop type="x-iomgloss-state">draft</prop>
      <tuv xml:lang="bg"><seg>Добър вечер, скъпи гости!</seg></tuv>
      <tuv xml:lang="en"><seg>Good evening, dear guests!</seg></tuv>
    </tu>
  </body>
</tmx>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The workspace's folder."""
    files = {
        "iomgloss.toml": 'languages = ["bg", "en", "ru"]\n',
        "glossary/crime/smuggling.toml": SMUGGLING,
        "glossary/crime/trafficking.toml": TRAFFICKING,
        "tm/news.tmx": MEMORY,
        "tm/penalty-10/drafts.tmx": DRAFT,
    }
    for name, text in files.items():
        path = tmp_path / "ws" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "ws"


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    return open_workspace(folder)
