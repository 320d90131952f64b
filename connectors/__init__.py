"""Partners' languages, behind one small protocol per role."""
