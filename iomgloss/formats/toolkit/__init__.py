"""Formats that translate-toolkit reads for us: one adapter, and a small module for each format.

`store` hands a file to translate-toolkit, after checks that it does not make itself; `entries` is
what comes out of a file of one language, `joining` puts two such files together; `pairs` is what
comes out of a file of two; `rows` is their part of the table of formats.
"""
