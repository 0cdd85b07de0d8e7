"""Whether a unit is translated, as a whole."""
