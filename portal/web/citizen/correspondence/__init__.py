"""Messages with the agency about a submitted dossier (trao đổi)."""
