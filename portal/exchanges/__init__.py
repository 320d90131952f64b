"""Talks with a partner: read, call, record."""
