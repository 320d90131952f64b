"""Progress: what is measured, how indicators follow from it, and what one dossier adds."""
