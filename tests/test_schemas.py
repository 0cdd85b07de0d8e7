"""The reports' JSON against the schemas that are handed out in ``docs/schemas/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli import cases
from documents.support import sample
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parents[1] / "docs" / "schemas"
NAMES = (
    "add-unit",
    "analyse",
    "annotate",
    "check",
    "diagnostics",
    "export",
    "import",
    "lookup",
    "segment",
    "status",
    "term",
)

DESIGN = {
    "lookup": "query source_language target_languages terms matches",
    "lookup/terms": "concept term language status surface start end tier score translations",
    "lookup/terms/translations": "language term status",
    "lookup/matches": "score base kind source target source_language target_language memory unit"
    " penalties suggestion",
    "lookup/matches/penalties": "name points",
    "annotate": "concept term language status surface start end tier score translations"
    " file line column",
    "term": "query concepts",
    "term/concepts": "concept subject score matched definition languages",
    "term/concepts/matched": "language term",
    "diagnostics": "diagnostics summary",
    "diagnostics/diagnostics": "code name severity file line column end_line end_column unit"
    " message suggestions fixable",
    "diagnostics/summary": "files errors warnings",
    "check": "diagnostics summary",
    "check/diagnostics": "code name severity file line column end_line end_column unit"
    " message suggestions fixable",
    "check/summary": "files errors warnings",
    "analyse": "files total",
    "analyse/files": "file bands total",
    "analyse/total": "segments words characters",
    "import": "files",
    "import/files": "file format read added duplicates rejected warnings languages",
    "import/files/rejected": "line unit reason",
}
"""The keys that the design promises, by the path of the object that has them."""


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object inside a schema, itself included."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def test_there_is_a_schema_for_every_report() -> None:
    assert sorted(path.stem for path in SCHEMAS.glob("*.json")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_closed_and_described(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for node in objects(found):
        assert node["description"]
        if "properties" in node:
            assert node["additionalProperties"] is False
            described = node["properties"].items()
            assert [
                key for key, value in described if "description" not in deref(value, found)
            ] == []
        else:  # by language: every value has a schema
            assert isinstance(node["additionalProperties"], dict)


def deref(node: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        target: dict[str, Any] = root["$defs"][node["$ref"].removeprefix("#/$defs/")]
        return target | node
    return node


@pytest.mark.parametrize("path", DESIGN)
def test_keys_of_the_design_are_required(path: str) -> None:
    name, *steps = path.split("/")
    root = schema(name)
    node = root
    for step in steps:
        node = deref(node["properties"][step], root)
        node = deref(node.get("items", node), root)
    assert set(DESIGN[path].split()) - set(node["required"]) == set()


def answers(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: str) -> Iterator[Any]:
    """The JSON documents that a command prints, in a small workspace."""
    cases.prepare({"files": FILES}, folder, monkeypatch)
    for name in ("docx", "pdf"):
        (folder / f"draft.{name}").write_bytes(sample(name))
    for before in BEFORE:
        cases.run({"args": before}, {}, folder)
    found = cases.run({"args": list(arguments)}, {}, folder)
    assert found.exit in (0, 1, 3)
    text = found.stdout
    while text := text.lstrip():
        document, end = json.JSONDecoder().raw_decode(text)
        text = text[end:]
        yield document


FILES = {
    "edited.csv": "concept,language,term,note\nmigrant,bg,мигрант,x\nvisa,en,visa,\n",
    "draft.txt": "Каналджийството на мигранти не е трафик на хора.\n\nМигрант.\n",
    "glossary/crime/full.toml": """\
subject = "crime"
process_status = "proposed"
broader = ["migrant"]
narrower = ["nobody"]
note = "A note."

[definition.en]
text = "Without a source."

[[terms.en]]
term = "full card"
status = "superseded"
process_status = "proposed"
part_of_speech = "noun"
gender = "neuter"
number = "singular"
type = "phrase"
register = "technicalRegister"
region = "GB"
match = "exact"
forms = ["fuller card"]
do_not_translate = true
source = "nowhere"
note = "All keys."
context = { text = "A full card." }

[[terms.en-GB]]
term = "card"
context = { text = "A card.", source = "press" }

""",
    "bad.txt": "Двама са задържани за трафик на мигранти.\n",
    "all.csv": "id,bg,en\n1,дом,home\n2,без превод,\n",
    "units.csv": "bg-BG,en\nМигрант,A migrant\nМигрант,\n",
}
BEFORE: list[list[str]] = [["export", "tbx", "-q", "-o", "all.tbx"]]
SENTENCE = "МОМ помага на мигранти в Румъния."
COMMANDS = {
    "lookup": [
        ["lookup", SENTENCE, "--min", "50", "--format", "json"],
        ["lookup", SENTENCE, "--min", "0", "--limit", "50", "-s", "bg", "--format", "jsonl"],
        ["lookup", "Стороны подписали меморандум о взаимопонимании.", "--format", "json"],
        ["lookup", "", "--format", "json"],
        ["lookup", "full card and FULLER CARD", "-t", "en-GB", "--format", "json"],
        ["lookup", "--batch", "draft.txt", "--format", "jsonl"],
    ],
    "annotate": [
        ["annotate", "draft.txt", "--format", "jsonl"],
        ["annotate", "draft.docx", "--format", "jsonl"],
        ["annotate", "draft.pdf", "--format", "jsonl"],
        ["annotate", "units.csv", "--format", "jsonl"],
    ],
    "analyse": [
        [
            "analyse",
            "draft.txt",
            "draft.docx",
            "units.csv",
            "-s",
            "bg",
            "-t",
            "en",
            "--internal",
            "--format",
            "json",
        ],
        ["analyse", "bad.txt", "-s", "bg", "--no-memory", "--format", "json"],
    ],
    "term": [
        ["term", "мигранти", "--format", "json"],
        ["term", "full card", "--format", "jsonl"],
        ["term", "fulcard", "--format", "json"],
        ["term", "nothing at all", "--format", "json"],
    ],
    "check": [
        ["check", ".", "-s", "bg", "--format", "json"],
        ["check", "bad.txt", "draft.docx", "draft.pdf", "--format", "json"],
        ["check", "units.csv", "-s", "en", "--format", "json"],
    ],
    "diagnostics": [["validate", "--format", "json"]],
    "import": [
        ["import", "all.tbx", "all.csv", "--as", "memory", "--format", "json"],
        ["import", "all.csv", "--as", "memory", "--dry-run", "--format", "json"],
        ["import", "edited.csv", "--format", "json"],
        ["import", "edited.csv", "--update", "--format", "json"],
    ],
    "export": [
        ["export", "tbx", "-o", "out.tbx", "--format", "json"],
        ["export", "po", "-o", "out.po", "-s", "bg", "-t", "en", "--format", "json"],
    ],
    "segment": [
        ["segment", "draft.txt", "--format", "jsonl"],
        ["segment", "draft.docx", "--format", "jsonl"],
        ["segment", "draft.pdf", "--format", "jsonl"],
    ],
    "status": [["status", "--format", "json"]],
    "add-unit": [
        ["add", "unit", "-s", "bg", "-t", "en", "дом", "home", "--format", "jsonl"],
    ],
}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [(name, arguments) for name, rows in COMMANDS.items() for arguments in rows],
    ids=lambda value: value if isinstance(value, str) else " ".join(value)[:60],
)
def test_real_output_fits_its_schema(
    name: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    documents = list(answers(monkeypatch, folder, *arguments))
    assert documents != []
    validator = Draft202012Validator(schema(name))
    for document in documents:
        assert [
            f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)
        ] == []


def test_output_with_another_key_does_not_fit() -> None:
    row = {"unit": "1", "memory": "main", "added": True}
    validator = Draft202012Validator(schema("add-unit"))
    assert validator.is_valid(row)
    assert not validator.is_valid(row | {"more": 1})
    assert not validator.is_valid({"unit": "1", "memory": "main"})
