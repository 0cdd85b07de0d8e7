"""Typed results in, text out. Nothing here opens, computes or prints."""
