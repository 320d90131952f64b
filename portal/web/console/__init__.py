"""Pages of those who operate the portal."""
