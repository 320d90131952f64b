"""The sandbox identity provider: OpenID Connect with sample people, for the three realms."""
