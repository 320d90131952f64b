"""Messages both ways on a dossier (trao đổi): writing them, and the thread they make."""
