"""Pages of a dossier that waits for others: for whoever is asked, and for whoever asks."""
