"""Talks with agencies that fetch what is for them and confirm it."""
