"""Fees (phí, lệ phí): what is owed, and what was paid of it."""
