"""Where a dossier goes on besides its agency: specialised systems, each a hop of its own."""
