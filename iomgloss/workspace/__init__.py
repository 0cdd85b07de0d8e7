"""Opens a workspace: the one object that commands and the public API receive."""

from iomgloss.workspace.workspace import Workspace, open_workspace

__all__ = ["Workspace", "open_workspace"]
