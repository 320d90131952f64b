"""Who works on a dossier now, where an agency's system has handed it on to another."""
