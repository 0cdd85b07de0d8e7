"""One thing said in two ways within a draft, or against the memories."""
