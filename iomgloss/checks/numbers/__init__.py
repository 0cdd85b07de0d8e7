"""Numbers, dates and units of source and target."""
