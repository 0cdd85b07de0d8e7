"""The translation as a whole: whether there is one, in which language, how long."""
