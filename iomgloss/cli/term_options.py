"""The options of commands that show terms in a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


def term_options(function: Function) -> Function:
    """Add ``--gaps`` and ``--fuzzy``; the function receives ``gaps`` and ``fuzzy``."""
    gaps = click.option(
        "--gaps", is_flag=True, help="Also terms with one other word between their words."
    )
    fuzzy = click.option(
        "--fuzzy", is_flag=True, help="Also misspelt terms: long words with one wrong letter."
    )
    return gaps(fuzzy(function))
