"""The script of drafts: letters, invisible characters, spaces."""
