"""Documents that people write: a file in, its blocks out, each character with its place.

`iomgloss.model.Block` says what a block is and how it leads back to the file.
"""

from iomgloss.documents.registry import DOCUMENTS, document_named, document_of, read_document

__all__ = ["DOCUMENTS", "document_named", "document_of", "read_document"]
