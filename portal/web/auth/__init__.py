"""Signing in at the national identity provider, and out."""
