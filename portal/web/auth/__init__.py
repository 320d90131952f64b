"""Signing in and out with the national identity (OpenID Connect)."""
