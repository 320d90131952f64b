"""Joining further procedures to a dossier (liên thông), and seeing all branches."""
