"""Papers: what a citizen takes home, as tagged PDF/A, pressed from plain data."""
