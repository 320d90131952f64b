"""How each SMS gateway is spoken to."""
