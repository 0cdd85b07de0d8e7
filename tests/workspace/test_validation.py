"""``validate``: every finding with its place."""

from __future__ import annotations

from pathlib import Path

from iomgloss.workspace import Workspace, open_workspace
from iomgloss.workspace.validation import remarks, validate

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


def test_relations_statuses_and_definitions(workspace: Workspace, folder: Path) -> None:
    crime = folder / "glossary/crime"
    (crime / "p.toml").write_text(
        'broader = ["q"]\nrelated = ["p"]\n[definition.en]\ntext = "the forging of papers"\n'
        '[[terms.bg]]\nterm = "фалшификат"\nstatus = "deprecated"\n'
        '[[terms.en]]\nterm = "one"\n[[terms.en]]\nterm = "two"\n',
        encoding="utf-8",
    )
    (crime / "q.toml").write_text(
        'broader = ["r"]\n[definition.en]\ntext = "crime of those who make forged papers"\n'
        '[definition.bg]\ntext = "правене на фалшивите паспорти"\n'
        '[[terms.bg]]\nterm = "фалшив паспорт"\nstatus = "preferred"\n'
        '[[terms.en]]\nterm = "forgery"\nstatus = "preferred"\n',
        encoding="utf-8",
    )
    (crime / "r.toml").write_text(
        'broader = ["q"]\n[definition.en]\ntext = "the Forgery Office"\n'
        '[[terms.en]]\nterm = "Forgery Office"\nstatus = "preferred"\n'
        'part_of_speech = "proper-noun"\n',
        encoding="utf-8",
    )
    assert _lines(workspace, folder)[1] == [
        "G108 glossary/crime/p.toml:2:11: related names the concept itself",
        "G107 glossary/crime/p.toml:5:3: bg has no term to use in the place of 'фалшификат'",
        "G106 glossary/crime/p.toml:8:3: en has 2 terms to use and none is preferred",
        "G109 glossary/crime/q.toml:1:11: by broader, the concept is broader than itself",
        "G109 glossary/crime/r.toml:1:11: by broader, the concept is broader than itself",
        "G110 glossary/crime/q.toml:5:8: the bg definition uses the term that it defines: "
        "'фалшивите паспорти'",
    ]


def test_remarks_are_asked_for(workspace: Workspace, folder: Path) -> None:
    (folder / "glossary/crime/p.toml").write_text(
        '[[terms.bg]]\nterm = "банка"\nsource = "x"\n[[terms.en]]\nterm = "bank"\n',
        encoding="utf-8",
    )
    (folder / "glossary/crime/q.toml").write_text(
        '[[terms.bg]]\nterm = "Банка"\nsource = "x"\n'
        '[[terms.en]]\nterm = "jar"\ncontext.text = "A jar of jam."\n',
        encoding="utf-8",
    )
    assert _lines(workspace, folder) == ([], [])
    said = [f"{item.code} {item.message}" for item in remarks(workspace)]
    assert [line for line in said if "bank" in line.lower() or "анка" in line] == [
        "G111 the bg term 'банка' is also one of q",
        "G113 the en term 'bank' has neither source nor context",
        "G111 the bg term 'Банка' is also one of p",
    ]
    assert not [line for line in said if "jar" in line]
