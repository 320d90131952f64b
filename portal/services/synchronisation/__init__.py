"""What the national portal is told of a dossier: where it stood at an event, and its progress."""
