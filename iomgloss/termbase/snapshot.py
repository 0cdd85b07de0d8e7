"""One state of the index for questions of several queries."""

import contextlib
import sqlite3
from collections.abc import Iterator


@contextlib.contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep what other processes write out of sight until the end; may be nested."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()
