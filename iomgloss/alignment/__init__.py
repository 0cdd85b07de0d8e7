"""Sentence alignment: pure functions from two texts to beads. It is given its anchors."""
