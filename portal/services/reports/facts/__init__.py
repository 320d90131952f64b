"""Facts that are no dossiers, as reports count them: documents, units, procedures."""
