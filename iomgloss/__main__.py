"""``python -m iomgloss``."""

from iomgloss.cli import main

main()
