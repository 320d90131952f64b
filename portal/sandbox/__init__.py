"""Counterparties for a laptop and for tests; none of them runs in production."""
