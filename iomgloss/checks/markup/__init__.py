"""Inline codes, placeholders, addresses."""
