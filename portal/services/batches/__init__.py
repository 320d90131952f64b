"""One deed for many dossiers of a desk: asked for at once, worked one by one by whoever is free."""
