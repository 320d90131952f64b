"""Plain rules of the field: no Flask, no SQLAlchemy, no HTTP."""
