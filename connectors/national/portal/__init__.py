"""The national portal's synchronisation dialect (họ dịch vụ "mapi"), through a security server.

Its wire contract is not ours and no official one is at hand: docs/partners/national-portal.md
tells what is known of it, and how surely.
"""

from connectors.national.portal.config import PortalConfig
from connectors.national.portal.connector import Portal

__all__ = ["Portal", "PortalConfig"]
