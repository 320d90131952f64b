"""What dossiers' papers are, as recorded when they were digitised (số hóa)."""
