"""Which road leads to a one-stop system: it is called, or it fetches."""

from connectors.agencies.one_stop.config import OneStopConfig
from connectors.agencies.one_stop.connector import OneStop
from connectors.agencies.one_stop.fetching import Fetching
from connectors.base import Surroundings


def make(config: OneStopConfig, around: Surroundings) -> OneStop | Fetching:
    """Make the connector of the road its settings name."""
    return OneStop(config, around) if config.destination else Fetching(config, around)
