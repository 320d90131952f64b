"""The dialect of one-stop systems (Hệ thống thông tin giải quyết thủ tục hành chính).

The wire contract is ours and published: docs/partners/one-stop.md.
"""

from connectors.agencies.one_stop.config import OneStopConfig
from connectors.agencies.one_stop.connector import OneStop
from connectors.agencies.one_stop.roads import make

__all__ = ["OneStop", "OneStopConfig", "make"]
