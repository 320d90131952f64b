"""How each payment provider is spoken to."""
