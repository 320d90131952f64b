"""Pages of the officers of a one-stop desk (Bộ phận Một cửa)."""
