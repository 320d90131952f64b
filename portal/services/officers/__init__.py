"""Officers of a desk among each other: groups, and who has which dossier."""
