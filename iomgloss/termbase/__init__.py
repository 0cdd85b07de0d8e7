"""The term base: concept files, the index derived from them, recognition and search."""
