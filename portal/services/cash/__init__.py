"""Cash at the counter: a book an agency, numbered, added to and never changed (sổ quỹ)."""
