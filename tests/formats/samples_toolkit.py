"""Files of texts of programs, of any size: one language a file, but for the first four."""

import struct
from collections.abc import Callable
from xml.sax.saxutils import escape

Texts = list[tuple[int, str, str]]
"""Number, original, translation."""


def _ts(texts: Texts) -> bytes:
    messages = "".join(
        f"<message><source>{escape(source)}</source>"
        f"<translation>{escape(target)}</translation></message>\n"
        for _, source, target in texts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TS version="2.1" language="en" sourcelanguage="bg">\n'
        f"<context><name>Window</name>\n{messages}</context>\n</TS>\n"
    ).encode()


def _mo(texts: Texts) -> bytes:
    """gettext manual, "The Format of GNU MO Files"."""
    pairs = sorted((source.encode(), target.encode()) for _, source, target in texts)
    pairs.insert(0, (b"", b"Content-Type: text/plain; charset=UTF-8\n"))
    strings = [pair[side] for side in (0, 1) for pair in pairs]
    start = 28 + 8 * len(strings)
    table, body = b"", b""
    for string in strings:
        table += struct.pack("<2I", len(string), start + len(body))
        body += string + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + table + body


def _lang(texts: Texts) -> bytes:
    return "".join(f";{source}\n{target}\n\n\n" for _, source, target in texts).encode()


def _catkeys(texts: Texts) -> bytes:
    lines = "".join(f"{source}\tMenu\t\t{target}\n" for _, source, target in texts)
    return f"1\tEnglish\tx-vnd.Haiku-Example\t1234567\n{lines}".encode()


BILINGUAL: dict[str, Callable[[Texts], bytes]] = {
    "ts": _ts,
    "mo": _mo,
    "lang": _lang,
    "catkeys": _catkeys,
}

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PLURAL = (
    "<key>k{0}</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@n@</string>"
    "<key>n</key><dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>"
    "<key>other</key><string>{1}</string></dict></dict>\n"
)

ONE_LANGUAGE: dict[str, tuple[str, str, str]] = {
    "android": (XML + "<resources>\n", '<string name="k{0}">{1}</string>\n', "</resources>\n"),
    "properties": ("", "k{0} = {1}\n", ""),
    "strings": ("", '"k{0}" = "{1}";\n', ""),
    "stringsdict": (XML + '<plist version="1.0">\n<dict>\n', _PLURAL, "</dict>\n</plist>\n"),
    "resx": (
        XML + "<root>\n",
        '<data name="k{0}" xml:space="preserve"><value>{1}</value></data>\n',
        "</root>\n",
    ),
    "i18n-json": ('{{"@@locale": "{language}"', ',\n"k{0}": "{1}"', "}}\n"),
    "yaml": ("{language}:\n", '  k{0}: "{1}"\n', ""),
    "ini": ("[Menu]\n", "k{0}={1}\n", ""),
    "rc": ("STRINGTABLE\nBEGIN\n", '    IDS_{0} "{1}"\n', "END\n"),
    "fluent": ("", "k{0} = {1}\n", ""),
    "subtitles": ("", "{0}\n00:{2:02}:{3:02},000 --> 00:{2:02}:{3:02},500\n{1}\n\n", ""),
}
"""Before the first text, a text with its number (and minute and second), after the last."""


def one_language(name: str, language: str, texts: list[tuple[int, str]]) -> bytes:
    before, each, after = ONE_LANGUAGE[name]
    lines = "".join(each.format(number, text, *divmod(number, 60)) for number, text in texts)
    return (before.format(language=language) + lines + after.format()).encode()
