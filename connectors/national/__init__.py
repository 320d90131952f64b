"""How each national system is spoken to."""
