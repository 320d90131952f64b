"""What every sandbox stands on: its start, its store, its fault switches and its plain pages."""
