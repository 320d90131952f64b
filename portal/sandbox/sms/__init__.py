"""The sandbox SMS centre: a gateway for the portal, and the telephones of sample people."""
