"""How a look-up in the national store of personal papers (kho dữ liệu cá nhân) can end."""

from datetime import datetime, timedelta
from enum import StrEnum

FRESH = timedelta(days=1)
"""How long what was found is offered; after that its owner is asked again."""
MOST = 20
"""Look-ups of one draft."""


class Outcome(StrEnum):
    """What became of a look-up; ``asked`` until there is an answer, or for good if none came."""

    ASKED = "asked"
    FOUND = "found"
    NOTHING = "nothing"
    AWAY = "away"
    REFUSED = "refused"


def fresh(consented_at: datetime, now: datetime) -> bool:
    """Say whether what was found may still be offered."""
    return now - consented_at < FRESH
