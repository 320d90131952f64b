"""Carriers that bring results to people: one module per dialect."""
