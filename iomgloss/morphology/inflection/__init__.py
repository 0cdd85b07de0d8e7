"""A term in the form that its place in a text asks for.

The other direction of `iomgloss.morphology`: there all forms of a term, here the one form that
fits. Nothing of this is loaded by a look-up, nor stamps the index.
"""

from iomgloss.morphology.inflection.registry import suggest

__all__ = ["suggest"]
