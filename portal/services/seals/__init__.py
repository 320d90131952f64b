"""Seals of agencies (con dấu số của cơ quan): kept sealed, and set under results in PDF."""
