"""Translation memories: their files, the index derived from each, scores and look-up."""
