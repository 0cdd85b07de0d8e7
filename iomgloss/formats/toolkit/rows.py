"""Their rows in the table of formats."""

from __future__ import annotations

from iomgloss.formats.base import Format, xml_root


def _row(name: str, title: str, *extensions: str, one_language: bool = True) -> Format:
    module = name.replace("-", "_")
    return Format(
        name=name,
        title=title,
        extensions=extensions,
        holds=("memory",),
        bilingual=True,
        one_language=one_language,
        read=f"iomgloss.formats.toolkit.{module}:read",
    )


ROWS = (
    _row("mo", "MO, compiled gettext catalogues", ".mo", ".gmo", one_language=False),
    _row("lang", "Mozilla's .lang, texts of web pages", ".lang", one_language=False),
    _row("catkeys", "Haiku's catkeys, texts of programs", ".catkeys", one_language=False),
    Format(
        name="android",
        title="Android's string resources",
        extensions=(),
        shared=(".xml",),
        signature=xml_root("resources"),
        holds=("memory",),
        bilingual=True,
        one_language=True,
        read="iomgloss.formats.toolkit.android:read",
    ),
    _row("properties", "Java's .properties, texts of programs", ".properties"),
    _row("strings", "Apple's .strings, texts of programs", ".strings"),
    _row("stringsdict", "Apple's .stringsdict, plural forms", ".stringsdict"),
    _row("resx", ".NET's .resx, texts of programs", ".resx", ".resw"),
    _row("i18n-json", "JSON with texts of programs", ".arb"),
    _row("yaml", "YAML with texts of programs", ".yml", ".yaml"),
    _row("ini", "INI files with texts of programs", ".ini"),
    _row("rc", "Windows resource scripts", ".rc"),
    _row("fluent", "Fluent, texts of programs", ".ftl"),
    _row("subtitles", "Subtitles", ".srt", ".ssa", ".ass", ".sub"),
)
