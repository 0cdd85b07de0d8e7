"""The workspace: the one object that commands and the public API receive."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from iomgloss.errors import StorageError, UsageError
from iomgloss.files.derived import DerivedDatabase
from iomgloss.files.lock import locked
from iomgloss.languages import likely_language, possible_languages
from iomgloss.memory import index as memory_index
from iomgloss.memory.index import Memory
from iomgloss.memory.lookup import matches
from iomgloss.memory.query import MINIMUM, MatchOptions, Query
from iomgloss.model import ConceptHit, Location, Lookup, Match, TermHit, normalize_tag
from iomgloss.morphology.registry import stamp
from iomgloss.termbase import index as termbase_index
from iomgloss.termbase.index import Termbase
from iomgloss.termbase.recognise import Recogniser, uncovered
from iomgloss.workspace import locate
from iomgloss.workspace.config import FILE, Config, load

if TYPE_CHECKING:
    from iomgloss.formats.base import Watch
    from iomgloss.model import Concept, Suggestion

_PENALTY_FOLDER = re.compile(r"penalty-(\d{1,3})")


def open_workspace(
    path: str | Path | None = None,
    say: Callable[[str], None] | None = None,
    watch: Watch | None = None,
) -> Workspace:
    """Open the workspace at ``path``, or the one found from the current folder (see `locate.find`).

    ``say`` is told, in one sentence each, what was repaired; ``watch`` what is being read, and how
    many bytes of how many have been. Raises UsageError, DataError.
    """
    folder, built_in = locate.find(Path(path) if path is not None else None)
    return Workspace(folder, built_in=built_in, say=say or (lambda sentence: None), watch=watch)


class Workspace:
    """A folder with a term base and memories, their indexes kept in step behind the scenes."""

    def __init__(
        self,
        folder: Path,
        *,
        built_in: bool,
        say: Callable[[str], None],
        watch: Watch | None = None,
    ) -> None:
        self.folder = folder
        self.built_in = built_in
        """It is the one inside the package: nothing is ever written to it."""
        self.say = say
        self.watch = watch
        self.config: Config = load(folder / FILE, self.shown(FILE))
        self._last: Recogniser | None = None

    def close(self) -> None:
        """Close the indexes; the next question opens them again."""
        self._last = None
        if "termbase" in self.__dict__:
            self.termbase.database.close()
        for memory in self._opened.values():
            memory.database.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # ------------------------------------------------------------------ look-ups

    def lookup(
        self,
        text: str,
        source: str | None = None,
        targets: Sequence[str] = (),
        *,
        minimum: float | None = None,
        gaps: bool = False,
        fuzzy: bool = False,
        **options: Unpack[MatchOptions],
    ) -> Lookup:
        """The terms in ``text`` with their translations, and the memories' matches for it.

        ``gaps`` and ``fuzzy`` as in `terms_in`, where no better hit covers the place.

        Without ``source``, terms are sought in all languages and matches in every language that the
        letters of the text do not exclude. Without ``targets``, all other languages.
        """
        source = self._tag(source) or self.config.source
        targets = tuple(map(_checked, targets)) or self.config.targets
        terms = uncovered(self.terms_in(text, source, targets=targets, gaps=gaps, fuzzy=fuzzy))
        language = source or self._guess(text, terms)
        found = self.matches(text, source, targets, minimum=minimum, **options)
        return Lookup(
            query=text,
            source_language=language,
            target_languages=targets or tuple(tag for tag in self.languages if tag != language),
            terms=tuple(terms),
            matches=tuple(found),
        )

    def matches(
        self,
        text: str,
        source: str | None = None,
        target: str | Sequence[str] = (),
        *,
        minimum: float | None = None,
        **options: Unpack[MatchOptions],
    ) -> list[Match]:
        """The memories' matches for ``text``, best first; see `iomgloss.memory.lookup.matches`.

        Of the options of `iomgloss.memory.query.Query`, any. Raises UsageError for a memory that
        does not exist.
        """
        targets = (target,) if isinstance(target, str) else tuple(target)
        sources = (source,) if source else possible_languages(text, self.languages)
        default = self.config.minimum if self.config.minimum is not None else MINIMUM
        memories = self.memories
        for name in options.get("memories", ()):
            self.memory(name)
        options.setdefault("via", self.config.via)
        options["via"] = tuple(_checked(tag) for tag in options["via"])
        query = Query(
            text=text,
            sources=tuple(map(self._tag, sources)) or (None,),
            targets=tuple(map(self._tag, targets)) or (None,),
            minimum=default if minimum is None else minimum,
            state_penalties=self.config.state_penalties,
            penalties=self.config.penalties,
            memory_points=self.config.memory_points,
            author_points=self.config.author_points,
            age=self.config.age,
            priority=self.config.priority,
            **options,
        )
        return matches(query, memories)

    def terms_in(
        self,
        text: str,
        language: str | None = None,
        *,
        targets: Sequence[str] = (),
        longest: bool = False,
        strict: bool = False,
        gaps: bool = False,
        fuzzy: bool = False,
    ) -> list[TermHit]:
        """The occurrences of terms in ``text``; see `Recogniser.recognise` for the options."""
        tag = self._tag(language)
        languages = [tag] if tag else None

        def find(connection: sqlite3.Connection) -> list[TermHit]:
            recogniser = self._recogniser(connection)
            hits = recogniser.recognise(
                text, languages, longest=longest, strict=strict, gaps=gaps, fuzzy=fuzzy
            )
            return [
                replace(hit, translations=recogniser.translations(hit, self._targets(hit, targets)))
                for hit in hits
            ]

        return self.termbase.ask(find)

    def recogniser(self) -> Recogniser:
        """Recognition in the term base as it is now, for many texts without a look at its files.

        Raises DataError, StorageError.
        """
        return self._recogniser(self.termbase.refresh())

    def suggestion(self, hit: TermHit, text: str, *, term: str | None = None) -> Suggestion | None:
        """What to write in the place of ``hit``, an occurrence in ``text``, in the form it needs.

        ``term``: another term of its concept and language, else the best one; None without one.
        See `iomgloss.termbase.suggest.suggestion`. Raises UsageError for a term that it has not.
        """
        from iomgloss.termbase.suggest import suggestion  # inflects: a look-up has no need to

        try:
            return suggestion(self.concept(hit.concept), hit, text, term=term)
        except ValueError as error:
            raise UsageError(str(error)) from None

    def search_terms(
        self, query: str, language: str | None = None, limit: int = 10, *, wide: bool = False
    ) -> list[ConceptHit]:
        """The concepts that answer ``query``; see `iomgloss.termbase.search.search`."""
        from iomgloss.termbase.search import search  # reads concepts: a look-up has no need to

        tag = self._tag(language)
        return self.termbase.ask(
            lambda connection: search(connection, query, tag, limit, wide=wide)
        )

    def nearest_terms(self, query: str, language: str | None = None) -> list[str]:
        """Terms to propose for a ``query`` that nothing answers, the most similar first."""
        from iomgloss.termbase.search import nearest

        tag = self._tag(language)
        return self.termbase.ask(lambda connection: nearest(connection, query, tag))

    def concept(self, concept_id: str) -> Concept:
        """The concept with this id or former id. Raises UsageError with what comes close."""
        from iomgloss.termbase.search import concept_of

        try:
            return self.termbase.ask(lambda connection: concept_of(connection, concept_id))
        except KeyError:
            raise self._unknown(concept_id) from None

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the settings, else all that occur in the files."""
        if self.config.languages:
            return self.config.languages
        query = "SELECT DISTINCT language FROM term"
        found = {row[0] for row in self.termbase.ask(lambda index: index.execute(query).fetchall())}
        for memory in self.memories:
            found.update(memory.languages())
        return tuple(sorted(found))

    def concept_ids(self) -> list[str]:
        """The ids of all concepts, in order."""
        query = "SELECT id FROM concept ORDER BY id"
        return [row[0] for row in self.termbase.ask(lambda index: index.execute(query).fetchall())]

    # --------------------------------------------------------------------- parts

    @cached_property
    def index_folder(self) -> Path | None:
        return locate.index_folder(self.folder, self.built_in)

    @cached_property
    def termbase(self) -> Termbase:
        version = f"{termbase_index.FORMAT} {stamp()}"
        database = DerivedDatabase(self.index_folder, "termbase", termbase_index.SCHEMA, version)
        return Termbase(self.folder / "glossary", self.shown("glossary"), database)

    @property
    def memories(self) -> list[Memory]:
        """All memories, by name. Raises UsageError when two share one."""
        found: dict[str, Memory] = {}
        try:
            files = locate.memory_files(self._tm)
        except OSError as error:
            raise StorageError.from_os(error, self.shown("tm"), "read") from error
        for parts in files:
            memory = self._opened.get(parts) or self._memory(parts)
            if memory.name in found:
                raise UsageError(
                    f"the memory {memory.name!r} stands twice",
                    hint=f"rename one; the other is {found[memory.name].shown}",
                    location=Location(file=memory.shown),
                )
            found[memory.name] = memory
        return list(found.values())

    @cached_property
    def _tm(self) -> str:
        return str(self.folder / "tm")

    def memory(self, name: str, *, new: bool = False) -> Memory:
        """The memory called ``name``; with ``new``, one that may not exist yet."""
        for memory in self.memories:
            if memory.name == name:
                return memory
        if new:
            if not re.fullmatch(r"[^\W_][\w.-]*(?:/[^\W_][\w.-]*)*", name):
                raise UsageError(
                    f"{name!r} cannot be the name of a memory",
                    hint="use letters, digits, hyphens",
                )
            return self._memory(tuple(f"{name}.tmx".split("/")))
        names = ", ".join(memory.name for memory in self.memories)
        raise UsageError(
            f"no memory is called {name!r}", hint=f"there are: {names}" if names else None
        )

    def shown(self, *parts: str) -> str:
        """A path in the workspace as it is shown: relative to the current folder if below it."""
        path = self.folder.joinpath(*parts)
        try:
            return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
        except (ValueError, OSError):
            return str(path)

    def glossary_lock(self) -> AbstractContextManager[None]:
        """Keeps every other command from changing concept files."""
        return locked((self.index_folder or self.folder) / "glossary.lock")

    def require_writable(self) -> None:
        """Raises UsageError for the workspace inside the package."""
        if self.built_in:
            raise UsageError(
                "this is the workspace inside the package, which is never changed",
                hint="make your own: iomgloss init FOLDER",
            )

    # ------------------------------------------------------------------- details

    def _memory(self, parts: tuple[str, ...]) -> Memory:
        """The memory in the file to which these names lead from ``tm``."""
        names = [part for part in parts if not _PENALTY_FOLDER.fullmatch(part)]
        name = "/".join(names).removesuffix(".tmx")
        points = [int(found[1]) for part in parts if (found := _PENALTY_FOLDER.fullmatch(part))]
        folder = self.index_folder
        if folder is not None:
            folder = folder / "memory"
            try:
                folder.mkdir(exist_ok=True)
            except OSError as error:
                raise StorageError.from_os(error, folder, "write the index") from error
        database = DerivedDatabase(
            folder,
            memory_index.database_name(name),
            memory_index.SCHEMA,
            memory_index.FORMAT,
        )
        memory = Memory(
            name=name,
            path=self.folder.joinpath("tm", *parts),
            shown=self.shown("tm", *parts),
            penalty=float(min(points[-1], 100)) if points else 0.0,
            database=database,
            say=self.say,
            watch=self.watch,
        )
        self._opened[parts] = memory
        return memory

    @cached_property
    def _opened(self) -> dict[tuple[str, ...], Memory]:
        return {}

    def _recogniser(self, connection: sqlite3.Connection) -> Recogniser:
        """The one that remembers the texts before, as long as the index is the same."""
        if self._last is None or self._last.connection is not connection:
            self._last = Recogniser(connection)
        return self._last

    def _targets(self, hit: TermHit, targets: Sequence[str]) -> Sequence[str]:
        if targets:
            return list(map(_checked, targets))
        return [tag for tag in self.languages if tag != hit.language]

    def _guess(self, text: str, terms: Sequence[TermHit]) -> str | None:
        """The language by its letters and words, else the one that most of the terms are in."""
        language = likely_language(text, self.languages)
        if language is not None:
            return language
        weight: dict[str, int] = {}
        for hit in terms:
            weight[hit.language] = weight.get(hit.language, 0) + hit.end - hit.start
        ranked = sorted(weight, key=lambda tag: -weight[tag])
        if ranked and (len(ranked) == 1 or weight[ranked[0]] > weight[ranked[1]]):
            return ranked[0]
        return None

    @staticmethod
    def _tag(tag: str | None) -> str | None:
        return None if tag is None else _checked(tag)

    def _unknown(self, concept_id: str) -> UsageError:
        import difflib

        close = difflib.get_close_matches(concept_id, self.concept_ids(), n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "search it: iomgloss term QUERY"
        return UsageError(f"no concept is called {concept_id!r}", hint=hint)


def _checked(tag: str) -> str:
    try:
        return normalize_tag(tag)
    except ValueError as error:
        raise UsageError(str(error), hint="write it as in BCP 47: bg, en, pt-BR") from None
