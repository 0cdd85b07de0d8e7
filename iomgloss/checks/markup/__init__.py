"""Markup of pairs: inline codes, placeholders, addresses."""
