"""The API for agencies' systems."""
