"""``omegat.project``: the file that makes a folder an OmegaT project."""

from __future__ import annotations

from pathlib import Path

from iomgloss.errors import StorageError, UsageError
from iomgloss.files.xml import Parser, escape
from iomgloss.model import Location

PROJECT = "omegat.project"
_ORDER = (
    ("source_dir", "__DEFAULT__"),
    ("target_dir", "__DEFAULT__"),
    ("tm_dir", "__DEFAULT__"),
    ("glossary_dir", "__DEFAULT__"),
    ("glossary_file", "__DEFAULT__"),
    ("dictionary_dir", "__DEFAULT__"),
)
_DEFAULTS = {"tm_dir": ("__DEFAULT__", "tm/"), "glossary_dir": ("__DEFAULT__", "glossary/")}
"""Where an export puts its files, in the words of OmegaT."""


def tag_for_omegat(tag: str) -> str:
    """What OmegaT understands of a language tag: language and region.

    ``sr-Latn-RS`` gives ``sr-RS``, ``uz-Latn`` gives ``uz``, ``es-419`` stays. Of a tag with
    private parts OmegaT would understand nothing.
    """
    language, *others = tag.split("-x-")[0].split("-")
    for part in others:
        if len(part) == 2 or (len(part) == 3 and part.isdigit()):
            return f"{language}-{part}"
    return language


def project_file(source: str, target: str) -> str:
    """The settings of a new project, all others being OmegaT's own choice."""
    values = [
        *_ORDER,
        ("source_lang", tag_for_omegat(source)),
        ("target_lang", tag_for_omegat(target)),
    ]
    values += [
        ("sentence_seg", "true"),
        ("support_default_translations", "true"),
        ("remove_tags", "false"),
    ]
    lines = [f"        <{name}>{escape(value)}</{name}>\n" for name, value in values]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<omegat>\n'
        f'    <project version="1.0">\n{"".join(lines)}    </project>\n</omegat>\n'
    )


def pair_of_project(path: Path, shown: str) -> tuple[str, str]:
    """Source and target language of a project.

    Raises FormatError for a file that is no such thing, UsageError for a project that keeps its
    memories or glossaries elsewhere, StorageError.
    """
    found = _Settings()
    try:
        with path.open("rb") as stream:
            for _ in Parser(shown, found).chunks(stream):
                pass
    except OSError as error:
        raise StorageError.from_os(error, shown, "read") from error
    values = {name: text.strip() for name, text in found.values.items()}
    place = Location(file=shown)
    for name, usual in _DEFAULTS.items():
        if values.get(name, usual[0]).rstrip("/") not in [one.rstrip("/") for one in usual]:
            raise UsageError(
                f"the project keeps what is usually in {usual[1]} in {values[name]}",
                hint="name a new folder, and copy from there",
                location=place,
            )
    if not values.get("source_lang") or not values.get("target_lang"):
        raise UsageError(
            "the project does not say its languages", hint="open it in OmegaT", location=place
        )
    return values["source_lang"].replace("_", "-"), values["target_lang"].replace("_", "-")


class _Settings:
    """Collects the text of every element by its name."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        self._name = name

    def end(self, name: str) -> None:
        self._name = ""

    def text(self, data: str) -> None:
        if self._name:
            self.values[self._name] = self.values.get(self._name, "") + data
