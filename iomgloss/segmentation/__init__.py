"""Text → segments: paragraphs, list items, sentences. Rules are data, one file per language."""

from iomgloss.segmentation.rules import RuleBook, load_rules
from iomgloss.segmentation.segments import BlockSegment, Segmenter, Span, segments, segments_of
from iomgloss.text.blocks import paragraphs

__all__ = [
    "BlockSegment",
    "RuleBook",
    "Segmenter",
    "Span",
    "load_rules",
    "paragraphs",
    "segments",
    "segments_of",
]
