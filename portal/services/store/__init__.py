"""What dossiers' papers are, as recorded when they were digitised, and their owners' stores."""
