"""Typography of the language of the text."""
