"""The memory at work: analysis, filling in translations, matches that are adapted to the query."""
