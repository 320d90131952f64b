"""Putting single answers right where an agency asked for it: drawn and read as form steps are."""
