"""Text → segments: paragraphs, list items, sentences. Rules are data, one file per language."""

from iomgloss.segmentation.blocks import paragraphs
from iomgloss.segmentation.rules import RuleBook, load_rules
from iomgloss.segmentation.segments import Segmenter, Span, segments

__all__ = ["RuleBook", "Segmenter", "Span", "load_rules", "paragraphs", "segments"]
