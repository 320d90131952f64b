"""Processes and scheduled work that move dossiers on."""
