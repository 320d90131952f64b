"""Axes over which agencies exchange official documents: one module per dialect."""
