"""Joined procedures (liên thông): one dossier opens further ones at other agencies, each once."""
