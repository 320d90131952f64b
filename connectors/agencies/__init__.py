"""Systems of agencies that receive dossiers and decide them: one package per dialect."""
