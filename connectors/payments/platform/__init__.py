"""The dialect of the national payment platform (nền tảng thanh toán trực tuyến).

No official contract is at hand: docs/partners/payment-platform.md tells what is known of it, and
how surely. What is not sure is a setting, with what we take it for as its default.
"""

from connectors.payments.platform.config import PlatformConfig
from connectors.payments.platform.connector import Platform

__all__ = ["Platform", "PlatformConfig"]
