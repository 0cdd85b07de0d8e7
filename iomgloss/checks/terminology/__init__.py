"""Terms of the term base in drafts."""
