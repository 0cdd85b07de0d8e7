"""Pure functions on strings. Spans are code-point offsets, half-open, into the string given."""
