"""Centres that send text messages: one module per dialect."""
