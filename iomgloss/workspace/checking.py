"""Checks of drafts: files in, findings with their places out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from iomgloss.checks.registry import CHECKS, Check, selected
from iomgloss.checks.run import run
from iomgloss.checks.suppression import Suppression, in_notes, in_text, silenced
from iomgloss.errors import IomglossError
from iomgloss.languages import likely_language
from iomgloss.model import (
    Block,
    BlockKind,
    Concept,
    Diagnostic,
    Draft,
    Finding,
    Location,
    Match,
    MatchKind,
    Passage,
    Severity,
    Side,
    Suggestion,
    TermHit,
    TermSection,
    TranslationUnit,
    UnitState,
    Variant,
)
from iomgloss.workspace.drafts import DraftFile, ReadOptions

if TYPE_CHECKING:
    from iomgloss.memory.index import Memory
    from iomgloss.termbase.recognise import Recogniser
    from iomgloss.workspace.check_settings import CheckSettings
    from iomgloss.workspace.workspace import Workspace

_KEPT = 1 << 16
"""Answers of a workspace that are kept."""
_PREPARED = 10_000
"""Passages whose words are learnt together, before they are asked for; they stay in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding with its check, and as a diagnostic with its place in the file."""

    check: Check
    finding: Finding
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What came of one file."""

    name: str
    """As it was given, ``-`` for standard input."""
    shown: str
    """In messages: also a pipe has a name there."""
    draft: Draft | None
    """None if it could not be read, or has been let go."""
    found: tuple[Found, ...] = ()
    remarks: tuple[str, ...] = ()
    """Sentences about the reading."""
    unused: tuple[str, ...] = ()
    """Sentences about remarks in the draft that silenced nothing."""
    known: int = 0
    """Findings that are left out because a baseline has them."""
    fault: IomglossError | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """What came of one file."""

    checked: CheckedFile
    """The file as it is now, with what is still to be found in it."""
    fixed: int = 0
    """Findings that were put right."""
    diff: str = ""
    """Unified, of lines of text files, of passages of all others."""
    remarks: tuple[str, ...] = ()
    """Sentences about what could not be done."""


def check_file(
    workspace: Workspace,
    path: Path,
    checks: Sequence[Check],
    options: ReadOptions,
    stdin: BinaryIO | None = None,
) -> CheckedFile:
    """Read a file and check it. What is wrong with the file is told in the result.

    Raises DataError, StorageError for faults of the workspace itself.
    """
    file = DraftFile(path, options)
    with file.opened(stdin):
        return check_opened(workspace, file, checks)


def check_opened(workspace: Workspace, file: DraftFile, checks: Sequence[Check]) -> CheckedFile:
    """Check a file whose ``stream`` is there. Raises as `check_file` does."""
    draft = read_draft(workspace, file)
    commented = file.text_with_comments()
    remarks = file.remarks()
    if file.fault is not None:
        return CheckedFile(
            name=file.name, shown=file.shown, draft=None, remarks=tuple(remarks), fault=file.fault
        )
    if draft.passages and not any(passage.language for passage in draft.passages):
        remarks.append(f"{file.shown}: in which language it is cannot be told; say it with -s")
    settings = workspace.config.checks
    all_found = run(draft, checks, WorkspaceResources(workspace, draft.passages))
    told, unused = silenced(all_found, [*in_text(commented), *in_notes(draft.passages)])
    found = tuple(
        Found(check=row, finding=finding, diagnostic=diagnostic(draft, row, finding, settings))
        for row, finding in told
    )
    return CheckedFile(
        name=file.name,
        shown=file.shown,
        draft=draft,
        found=found,
        remarks=tuple(remarks),
        unused=tuple(
            f"{_place(draft, remark)}: '{remark}' silences nothing"
            for remark in unused
            if any(map(remark.concerns, checks)) or not any(map(remark.concerns, CHECKS))
        ),
    )


def read_draft(workspace: Workspace, file: DraftFile) -> Draft:
    """The draft in an opened file; a fault of the file ends it, and is told by ``file``."""
    passages: list[Passage] = []
    bilingual = False
    for item in file.items():
        if isinstance(item, Block):
            if item.kind is not BlockKind.CODE:
                passages.append(
                    Passage(number=len(passages) + 1, text=item.text, language=None, block=item)
                )
            continue
        bilingual = True
        pairs = list(_pairs(file, item, len(passages) + 1))
        file.left_out += not pairs
        passages += pairs
    if not bilingual:
        told = file.reading.source_language or file.reading.document_language
        passages = list(_with_languages(workspace, passages, told))
    return Draft(file=file.shown, passages=tuple(passages), bilingual=bilingual)


def _pairs(file: DraftFile, unit: TranslationUnit, number: int) -> Iterator[Passage]:
    sides = file.sides(unit)
    source = next((variant for side, variant in sides if side is Side.SOURCE), None)
    targets: list[Variant | None] = [variant for side, variant in sides if side is Side.TARGET]
    if source is None:
        return
    for place, target in enumerate(targets or [None], start=number):
        told = file.reading.target_languages
        yield Passage(
            number=place,
            text=target.text if target else "",
            language=target.language if target else next(iter(told), None),
            source=source.text,
            source_language=source.language,
            codes=target.segment.codes if target else (),
            source_codes=source.segment.codes,
            unit=unit.id or (unit.location.unit if unit.location else None),
            state=unit.state,
            line=unit.location.line if unit.location else None,
            notes=tuple(note.text for note in (*unit.notes, *(target.notes if target else ()))),
        )


def _with_languages(
    workspace: Workspace, passages: Sequence[Passage], told: str | None
) -> Iterator[Passage]:
    """The language as told; else that of each block, where it is plain, else that of the most."""
    told = told or workspace.config.source
    languages = workspace.languages
    likely = [told or likely_language(passage.text, languages) for passage in passages]
    weight: Counter[str] = Counter()
    for passage, language in zip(passages, likely, strict=True):
        if language:
            weight[language] += len(passage.text)
    usual = max(weight, key=lambda tag: (weight[tag], tag), default=None)
    for passage, language in zip(passages, likely, strict=True):
        yield replace(passage, language=language or usual)


def _place(draft: Draft, remark: Suppression) -> Location:
    """Where a remark in the draft stands."""
    if remark.passage is not None:
        return draft.passages[remark.passage - 1].location(draft.file, 0, 0)
    return Location(file=draft.file, line=remark.line)


def diagnostic(
    draft: Draft, row: Check, finding: Finding, settings: CheckSettings | None
) -> Diagnostic:
    """The finding with its place, as bad as the settings say."""
    usual = Severity(finding.severity) if finding.severity else row.severity
    return Diagnostic(
        code=row.code,
        name=row.name,
        message=finding.message,
        severity=(settings.severity_of(row) if settings else None) or usual,
        hint=finding.hint,
        location=finding.passage.location(draft.file, finding.start, finding.end),
        suggestions=finding.suggestions,
        fixable=finding.safe and bool(finding.suggestions),
    )


class WorkspaceResources:
    """`iomgloss.checks.base.Resources` of a workspace, its term base as at the beginning.

    Its files are looked at once: a draft asks for thousands of terms and concepts.
    """

    def __init__(self, workspace: Workspace, passages: Sequence[Passage] = ()) -> None:
        """``passages``: those that will be asked about, as far as that is known."""
        self._workspace = workspace
        self._passages = passages
        self._prepared: set[str] = set()
        self.terms = lru_cache(_KEPT)(self._terms)
        self.concept = lru_cache(_KEPT)(self._concept)
        self.exact = lru_cache(_KEPT)(self._exact)

    def _terms(self, text: str, language: str, *, strict: bool = True) -> tuple[TermHit, ...]:
        try:
            if language not in self._prepared:
                self._prepared.add(language)
                self._recogniser.prepare(self._texts(language), [language])
            return tuple(self._recogniser.recognise(text, [language], strict=strict))
        except sqlite3.DatabaseError:  # the index is damaged, and made anew
            return tuple(self._workspace.terms_in(text, language, strict=strict))

    def _texts(self, language: str) -> Iterator[str]:
        """The texts that checks will ask for terms of ``language``, as many as pay."""
        for passage in self._passages[:_PREPARED]:
            if passage.source and passage.source_language == language:
                yield passage.source
            else:
                yield passage.text

    @cached_property
    def _recogniser(self) -> Recogniser:
        return self._workspace.recogniser()

    def _concept(self, concept_id: str) -> Concept:
        from iomgloss.termbase.search import concept_of

        try:
            return concept_of(self._recogniser.connection, concept_id)
        except (sqlite3.DatabaseError, KeyError):
            return self._workspace.concept(concept_id)

    def terms_of(self, concept_id: str, language: str) -> Sequence[TermSection]:
        concept: Concept = self.concept(concept_id)
        return concept.terms(language)

    def suggestion(self, hit: TermHit, text: str, term: str | None = None) -> Suggestion | None:
        from iomgloss.termbase.suggest import suggestion

        return suggestion(self.concept(hit.concept), hit, text, term=term)

    @cached_property
    def _memories(self) -> list[Memory]:
        return self._workspace.memories

    def _exact(self, text: str, source: str, target: str) -> tuple[Match, ...]:
        if not any(memory.exact(source, target, text) for memory in self._memories):
            return ()  # as nearly always, and told by one look into each index
        found = self._workspace.matches(text, source, target, minimum=100.0, limit=None, via=())
        return tuple(
            match
            for match in found
            if match.kind is not MatchKind.FUZZY and match.state is UnitState.CONFIRMED
        )


class Choice(NamedTuple):
    """The checks that the user told; see `iomgloss.checks.registry.selected`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def check_as_set(
    workspace: Workspace,
    path: Path,
    choice: Choice,
    options: ReadOptions,
    stdin: BinaryIO | None = None,
) -> CheckedFile:
    """`check_file` with what the workspace's settings say of this file."""
    checks, options = as_set(workspace, path, choice, options)
    return check_file(workspace, path, checks, options, stdin)


def as_set(
    workspace: Workspace, path: Path, choice: Choice, options: ReadOptions
) -> tuple[tuple[Check, ...], ReadOptions]:
    """What the workspace's settings say of a file: its checks, and how it is read."""
    settings = workspace.config.checks
    if settings is None:
        return selected(choice.select, choice.ignore), options
    from iomgloss.workspace.check_settings import plan

    is_pipe = str(path) == "-"
    named = Path(options.stdin_name or "-") if is_pipe else path
    planned = plan(settings, _below(workspace.folder, named), choice.select, choice.ignore)
    return planned.checks, replace(options, document_language=planned.language)


def _below(folder: Path, path: Path) -> str:
    """The path in the folder, with ``/``; of a file elsewhere, as it is given."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except (OSError, ValueError):
        return path.as_posix()
