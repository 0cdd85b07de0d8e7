"""Letters, spaces and marks that look right and are not."""
