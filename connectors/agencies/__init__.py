"""How each kind of agency system is spoken to."""
