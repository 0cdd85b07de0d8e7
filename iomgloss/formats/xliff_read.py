"""Reading XLIFF: elements into units."""

from __future__ import annotations

from collections.abc import Iterator

from iomgloss.files.xml import Parser
from iomgloss.formats import tags as wild_tags
from iomgloss.formats.base import Item, Source
from iomgloss.formats.xliff_content import Open, join, segments, split_pairs
from iomgloss.formats.xliff_names import OURS, PREFIXES, XLIFF_1_1, Found
from iomgloss.formats.xliff_notes import Metadata
from iomgloss.formats.xliff_units import Assembly, File, Pair

_TEXTS = frozenset(
    {"source", "seg-source", "target", "note", "prop", "context", "mda:meta", "data"}
)

_LEFT_OUT = frozenset({"alt-trans", "bin-unit", "sdl:prev-origin", "sdl:cmt-def", "sdl:rev-def"})


def read(source: Source) -> Iterator[Item]:
    """Yield the units of an XLIFF file. Raises FormatError where the XML is at fault."""
    handler = _Handler(source)
    parser = handler.parser = Parser(source.file, handler, tuple(PREFIXES))
    for _ in parser.chunks(source.stream):
        yield from handler.units
        handler.units.clear()
    if handler.version is None:
        parser.fail("this is XML, but not XLIFF", "see if another format fits: --from")


class _Handler(Assembly):
    """Reads elements."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.has_namespace = True
        self.skipping = 0
        self.root: Found = {}
        self.stack: list[Open] = []
        """From an element with text down."""
        self.segment: Open | None = None
        self.defined: dict[str, Found] = {}
        """Trados' word on segments."""

    # ----------------------------------------------------------------- elements

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        if self.skipping:
            self.skipping += 1
            return
        if self.version is None:
            self._root(name, dict(attributes))
            return
        local = self._local(name)
        pairs = [(_prefixed(key) or key, value) for key, value in attributes]
        if self.stack:
            self.stack.append(Open(local or name, pairs, [], self.parser.line))
        elif local is None or local in _LEFT_OUT:
            self.skipping = 1
            self.once(f"left out: {local or f'<{name}> of another namespace'}")
        elif self._has_text(local):
            self.stack.append(Open(local, pairs, [], self.parser.line))
        elif local == "file":
            self._begin_file(dict(pairs))
        elif local in ("trans-unit", "unit"):
            self.unit = Open(local, pairs, [], self.parser.line)
            self.texts, self.pairs, self.defined, self.data = {}, [], {}, {}
            self.meta = Metadata()
        elif local in ("segment", "ignorable"):
            self.segment = Open(local, pairs, [], self.parser.line)
            self.texts = {}
        elif local in ("prop-group", "mda:metaGroup"):
            self.meta.begin(dict(pairs))
            if self.file and not self.unit and dict(pairs).get("category") == OURS:
                self.file.is_ours = True
        elif local == "sdl:seg":
            self.defined[dict(pairs).get("id", "")] = {**dict(pairs), "sdl:seg": ""}

    def _has_text(self, local: str) -> bool:
        if local == "sdl:value":
            return bool(self.defined)
        return local in _TEXTS and (self.unit is not None or local == "mda:meta")

    def text(self, data: str) -> None:
        if self.stack and not self.skipping:
            self.stack[-1].content.append(data)

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        local = self._local(name)
        if self.stack:
            self._close(self.stack.pop())
        elif local in ("segment", "ignorable") and self.segment:
            self._close_segment(self.segment)
            self.segment = None
        elif local in ("trans-unit", "unit") and self.unit:
            if local == "trans-unit":
                self._split_unit(self.unit)
            self.close_unit(self.unit)
            self.unit = None
        elif local in ("prop-group", "mda:metaGroup"):
            self.meta.leave()
        elif local == "file":
            self.flush(None)
            self.file = None

    def _root(self, name: str, attributes: Found) -> None:
        local = _prefixed(name)
        self.has_namespace = local is not None
        if (local or name) != "xliff":
            self.parser.fail("this is XML, but not XLIFF", "see if another format fits: --from")
        version = attributes.get("version", "")
        if not self.has_namespace:
            self.warn("no-namespace", "the file is in no namespace of XLIFF 1.2 or 2")
            self.version = 2 if version.startswith("2") else 1
        else:
            self.version = 2 if ":2." in name else 1
            if XLIFF_1_1 in name:
                self.warn("old-version", "XLIFF 1.1 is read as 1.2")
        self.root = attributes

    def _local(self, name: str) -> str | None:
        """The name with our prefix; None for another namespace."""
        return _prefixed(name) if self.has_namespace else _prefixed(name) or name

    def _begin_file(self, attributes: Found) -> None:
        told = self.told
        target = told.target_languages[0] if len(told.target_languages) == 1 else None
        if self.version == 2:
            tags = self.root.get("srcLang"), self.root.get("trgLang")
        else:
            tags = attributes.get("source-language"), attributes.get("target-language")
        self.file = File(
            document=attributes.get("original") or None,
            source=self._language(tags[0], told.source_language, "source", "-s"),
            target=self._language(tags[1], target, "target", "-t"),
            tags=tags,
            is_ours=attributes.get("tool-id") == OURS,
        )

    def _language(self, tag: str | None, told: str | None, side: str, option: str) -> str:
        named = wild_tags.language_of(tag, self.log, line=self.parser.line)
        if tag and named is None:
            self.warn("language-tag", f"{tag!r} is no language tag")
        if named and told and named.lower() != told.lower():
            self.warn("other-language", f"the file names {named} as {side}, not {told}")
        language = named or told
        if language is None:
            self.parser.fail(
                f"the file does not name the {side} language",
                f"name the pair: -s LANG -t LANG ({option} is missing)",
            )
        return language

    def _close(self, done: Open) -> None:
        if self.stack and done.name == "mrk" and done.get("mtype") == "x-sdl-deleted":
            self.once("left out: text that a tracked change deletes")
        elif self.stack:
            self.stack[-1].content.append(done.code())
        elif done.name == "sdl:value":
            self.defined[next(reversed(self.defined))][f"sdl:value-{done.get('key')}"] = done.plain
        elif done.name in ("source", "seg-source", "target"):
            if self.version == 2 and self.segment is None:
                return
            self.texts.setdefault(done.name, done)
        elif done.name == "data":
            self.data[done.get("id") or ""] = join(done.content)
        else:
            self.meta.take(done)

    # ----------------------------------------------------------------- segments

    def _close_segment(self, segment: Open) -> None:
        """Of 2.x."""
        source, target = self.texts.get("source"), self.texts.get("target")
        if segment.name == "ignorable" or source is None:
            return
        found = {key: value for key, value in segment.attributes if key != "id"}
        if "state" not in found and target is not None and join(target.content):
            self.once("segments without a state are in the state initial: drafts")
        identifier = segment.get("id") or f"{len(self.pairs) + 1}"
        content = None if target is None else join(target.content)
        self.pairs.append(Pair(identifier, join(source.content), content, found, segment.line))

    def _split_unit(self, unit: Open) -> None:
        """Of 1.2."""
        whole, target = self.texts.get("source"), self.texts.get("target")
        base = {key: value for key, value in unit.attributes if key in ("approved", "mq:status")}
        if target is not None:
            base |= {k: v for k, v in target.attributes if k in ("state", "state-qualifier")}
        source = self.texts.get("seg-source") or whole
        if source is None:
            return
        found = segments(join(source.content))
        translated = None if target is None else segments(join(target.content))
        pairs = split_pairs(found, translated)
        if pairs is None:
            self.warn(
                "unequal-segments", "source and target are segmented differently; taken whole"
            )
            found, pairs = [], []
        if not found:
            content = None if target is None else join(target.content)
            pairs = [(None, join((whole or source).content), content)]
        for mid, original, translation in pairs:
            more = self.defined.get(mid or "", {})
            if mid is None and len(self.defined) == 1:
                (more,) = self.defined.values()
            self.pairs.append(Pair(mid, original, translation, {**base, **more}, unit.line))


def _prefixed(name: str) -> str | None:
    """``{namespace}local`` with our prefix; None for a name in no namespace that we know."""
    if not name.startswith("{"):
        return name if name.startswith("xml:") else None
    namespace, _, local = name[1:].rpartition("}")
    return PREFIXES[namespace] + local
