"""Pages of the citizen (công dân)."""
