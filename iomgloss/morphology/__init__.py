"""Text forms of term-base tokens, enumerated when a term base is indexed.

Only indexing calls this package; look-up reads the stored forms and loads no dictionary.
"""

from iomgloss.morphology.base import TokenTraits
from iomgloss.morphology.registry import backend, forms, version

__all__ = ["TokenTraits", "backend", "forms", "version"]
