"""Talks with the payment platform: read → call → record."""
