"""Dossiers that were handed in at the national portal and handed over to us."""
