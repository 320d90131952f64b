"""What an agency told of a dossier, put into a citizen's words."""
