"""Exchange formats: one module each, one table, no format imports another."""
