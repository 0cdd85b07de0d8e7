"""Files that must not be lost: whole writes, locks, stamps, derived databases."""
