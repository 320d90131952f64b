"""The national systems: identity, service portal, document axis, reporting."""
