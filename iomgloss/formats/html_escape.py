"""Text that stays text in HTML (HTML Living Standard §13.1, §13.2.5), and what a page may run."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;"}
_SPECIAL = re.compile("[&<>\"'\r]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What a page cannot hold, or loses: control characters, lone surrogates, noncharacters."""


def escape(text: str) -> str:
    """``text`` as content of an element, or of an attribute in quotes.

    Raises ValueError for a character that no page can hold.
    """
    if found := _FORBIDDEN.search(text):
        raise ValueError(f"HTML cannot hold the character U+{ord(found.group()):04X}")
    return _SPECIAL.sub(lambda mark: _MARKS[mark.group()], text)


def visible(text: str) -> str:
    """``text`` with U+FFFD for each character that no page can hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def attributes(**values: str | None) -> str:
    """`` name="value"`` for each that is not None; ``_`` in a name stands for ``-``."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value)}"'
        for name, value in values.items()
        if value is not None
    )


def inert_json(value: object) -> str:
    """JSON for a ``script`` element that holds data: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy that allows these two, inline, and nothing else (CSP 3 §2.3.1)."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
