"""Language tags as they are found in files: normalised, and what they were."""

from __future__ import annotations

import re
from functools import lru_cache

from iomgloss.formats.base import Log
from iomgloss.model import normalize_tag

_LANGUAGES = dict(
    pair.split("=")
    for pair in (
        "albanian=sq arabic=ar armenian=hy azerbaijani=az azeri=az belarusian=be bosnian=bs "
        "bulgarian=bg chinese=zh croatian=hr czech=cs danish=da dutch=nl english=en estonian=et "
        "finnish=fi french=fr georgian=ka german=de greek=el hebrew=he hindi=hi hungarian=hu "
        "irish=ga italian=it japanese=ja kazakh=kk korean=ko kyrgyz=ky latvian=lv lithuanian=lt "
        "macedonian=mk maltese=mt mongolian=mn norwegian=no persian=fa polish=pl portuguese=pt "
        "romanian=ro russian=ru serbian=sr slovak=sk slovenian=sl spanish=es swedish=sv tajik=tg "
        "turkish=tr turkmen=tk ukrainian=uk urdu=ur uzbek=uz vietnamese=vi"
    ).split()
)
_COUNTRIES = dict(
    pair.split("=")
    for pair in (
        "united_states=US usa=US us=US united_kingdom=GB uk=GB great_britain=GB canada=CA "
        "australia=AU ireland=IE bulgaria=BG russia=RU germany=DE austria=AT switzerland=CH "
        "france=FR belgium=BE spain=ES mexico=MX portugal=PT brazil=BR prc=CN china=CN taiwan=TW "
        "latin=Latn cyrillic=Cyrl simplified=Hans traditional=Hant"
    ).split()
)


@lru_cache(maxsize=1024)
def language_named(name: str) -> str | None:
    """The tag for ``English``, ``English (United Kingdom)``, ``English_United_States``."""
    plain = re.sub(r"[\W_]+", "_", re.sub(r"(?i)\s+term$", "", name.strip())).strip("_").lower()
    language, _, country = plain.partition("_")
    tag = _LANGUAGES.get(language)
    if tag is None or not country:
        return tag
    return f"{tag}-{_COUNTRIES[country]}" if country in _COUNTRIES else None


@lru_cache(maxsize=1024)
def tag_of(text: str) -> str | None:
    """A language tag as found in the wild, ``BG-01`` for ``bg`` among them; None for what is none.

    Languages have two or three letters (ISO 639): ``russian`` is none, though well-formed.
    """
    try:
        tag = normalize_tag(re.sub(r"[-_]01$", "", text.strip()))
    except ValueError:
        return None
    return tag if len(tag.partition("-")[0]) <= 3 else None


def language_of(
    text: str | None, log: Log, *, line: int | None, unit: str | None = None
) -> str | None:
    """The tag that ``text`` is, or names: ``English`` is ``en``, with a warning once a file."""
    if not text:
        return None
    named = language_named(text)
    if named is None:
        return tag_of(text)
    log.warn_once("language-name", f"{text!r} is no tag; taken for {named}", line=line, unit=unit)
    return named


def original(text: str | None, language: str) -> str | None:
    """What a file has in the place of ``language``; None when it is the same."""
    return text if text and text != language else None
