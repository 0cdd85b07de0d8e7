"""Checks of drafts: one module each, its docstring is its documentation.

A module has ``find(draft, resources)``, which yields findings in any order, and a row in
`iomgloss.checks.registry`. Its docstring has a sentence on what is found, then ``Why:``,
``Wrong:``, ``Right:`` and, where there is one, ``Fix:`` paragraphs.
"""
