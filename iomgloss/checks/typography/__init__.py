"""The typography of drafts: quotation marks, brackets, spaces, punctuation."""
