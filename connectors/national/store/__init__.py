"""The national portal's store of personal papers (kho dữ liệu cá nhân), through a security server.

Its wire contract is not ours and no official one is at hand: docs/partners/national-store.md tells
what is known of it, and how surely.
"""

from connectors.national.store.config import StoreConfig
from connectors.national.store.connector import Store

__all__ = ["Store", "StoreConfig"]
