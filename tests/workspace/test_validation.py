"""``validate``: every finding with its place."""

from __future__ import annotations

from pathlib import Path

from iomgloss.workspace import Workspace, open_workspace
from iomgloss.workspace.validation import validate

ROOT = Path(__file__).parents[2]


def _lines(workspace: Workspace, folder: Path) -> tuple[list[str], list[str]]:
    faults, findings = validate(workspace)
    return (
        [str(fault).replace(f"{folder}/", "") for fault in faults],
        [f"{item.code} {item}".replace(f"{folder}/", "") for item in findings],
    )


def test_a_sound_workspace_has_none(workspace: Workspace, folder: Path) -> None:
    assert _lines(workspace, folder) == ([], [])


def test_the_seed_workspace_has_none() -> None:
    assert validate(open_workspace(ROOT)) == ([], [])


def test_everything_is_found_at_once(workspace: Workspace, folder: Path) -> None:
    crime = folder / "glossary/crime"
    (crime / "a.toml").write_text('subject = "x\n', encoding="utf-8")
    (crime / "b.toml").write_text("status = 1\n[[terms.bg]]\nterm = 2\n", encoding="utf-8")
    (folder / "glossary/smuggling.toml").write_text('[[terms.bg]]\nterm = "x"\n')
    (crime / "c.toml").write_text(
        'related = [\n    "nowhere",\n]\naliases = [\n    "trafficking",\n]\n'
        '[[terms.en]]\nterm = "one"\nstatus = "preferred"\n'
        '[[terms.en]]\nterm = "two"\nstatus = "preferred"\n'
        '[[terms.de]]\nterm = "eins"\n[[terms.bg]]\nterm = "Mеждународна"\n',
        encoding="utf-8",
    )
    news = folder / "tm/news.tmx"
    text = news.read_text(encoding="utf-8")
    text = text.replace('tuid="a2"', 'tuid="a1"').replace("20190101T000000Z", "2019")
    unit = '    <tu><tuv xml:lang="bg"/></tu>\n  </body>'
    news.write_text(text.replace("  </body>", unit), encoding="utf-8")
    assert _lines(workspace, folder) == (
        [
            "glossary/crime/a.toml:1:13: not valid TOML: illegal character '\\n'; mend the line; "
            "strings stand in double quotes, a key stands once",
            "glossary/crime/b.toml:1:1: unknown key 'status'; did you mean 'process_status'?",
            "glossary/crime/b.toml:3:8: term is a number; make it a string",
            "glossary/smuggling.toml:1:1: the id 'smuggling' is taken by "
            "glossary/crime/smuggling.toml; rename one of the files; "
            "ids are unique in the whole term base",
        ],
        [
            "G101 glossary/crime/c.toml:1:11: related names 'nowhere', which is no concept",
            "G102 glossary/crime/c.toml:4:11: the former id 'trafficking' is another concept's",
            "G104 glossary/crime/c.toml:16:8: the bg term 'Mеждународна' mixes Latin and "
            "Cyrillic letters",
            "G105 glossary/crime/c.toml:13:3: de is no language of the workspace",
            "G103 glossary/crime/c.toml:7:3: en has 2 preferred terms: one, two",
            "M103 tm/news.tmx:10: the unit id 'a1' stands twice",
            "M101 tm/news.tmx:18: the bg variant has no segment",
            "M102 tm/news.tmx:17: creationdate '2019' is not YYYYMMDDThhmmssZ; kept",
        ],
    )
