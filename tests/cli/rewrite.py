"""Writes what the commands answer now into cases: ``python tests/cli/rewrite.py lookup-text …``.

For when the wording of a report has changed. Read the difference before you commit it: what
stands in a case is what users are promised.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from cli import cases


def refreshed(case: dict[str, Any]) -> dict[str, Any]:
    """The case with what its commands answer and leave behind."""
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder = Path(place) / "work"
        folder.mkdir()
        cases.prepare(case, folder, patch)
        for step in case["run"]:
            found = cases.run(step, case, folder)
            for key, value in (("exit", found.exit), ("stdout", found.stdout)):
                step.pop(key, None)
                if value:
                    step[key] = value
            step.pop("stderr", None)
            if found.stderr:
                step["stderr"] = found.stderr
        for name in case.get("after", {}):
            path = folder / name
            case["after"][name] = path.read_bytes().decode() if path.exists() else False
        os.chdir("/")
    return case


def toml(case: dict[str, Any]) -> str:
    lines = [f"{key} = {_value(case[key])}" for key in case if key not in ("files", "run", "after")]
    lines += _table("files", case.get("files", {}))
    for step in case["run"]:
        lines += ["", "[[run]]", *(f"{key} = {_value(item)}" for key, item in step.items())]
    lines += _table("after", case.get("after", {}))
    return "\n".join(lines) + "\n"


def _table(name: str, table: dict[str, Any]) -> list[str]:
    rows = [f"{_value(key)} = {_value(value)}" for key, value in table.items()]
    return ["", f"[{name}]", *rows] if rows else []


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    plain = all(letter in "\n\t" or letter.isprintable() for letter in value)
    if "\n" in value and plain and "'''" not in value and value.endswith("\n"):
        return f"'''\n{value}'''"
    marks = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    text = "".join(
        marks.get(letter) or (letter if letter.isprintable() else f"\\u{ord(letter):04x}")
        for letter in value
    )
    return f'"{text}"'


if __name__ == "__main__":
    for pattern in sys.argv[1:]:
        for file in sorted(cases.FOLDER.glob(f"{pattern}.toml")):
            file.write_text(toml(refreshed(cases.load(file))), encoding="utf-8")
            print(file.name)
