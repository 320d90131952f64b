"""The dialect of a ministry's adapter (bộ chuyển đổi dịch vụ công của bộ) of 2026.

Its wire contract is not ours and no official one is at hand: docs/partners/ministry-adapter.md
tells what is known of it, and how surely.
"""

from connectors.agencies.ministry.config import MinistryConfig
from connectors.agencies.ministry.connector import Ministry

__all__ = ["Ministry", "MinistryConfig"]
