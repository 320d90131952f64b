"""Looks into stores of personal papers: how owners agree, how they end, how long they count."""

from datetime import datetime, timedelta
from enum import StrEnum

from portal.domain.states import Channel

FRESH = timedelta(days=1)
"""How long what was found is offered; after that its owner is asked again."""
MOST = 20
"""Look-ups of one draft."""
LONGEST_LETTER = 200
"""How many characters name the letter somebody agreed by."""


class Way(StrEnum):
    """How somebody whose dossier an officer enters agrees: at the counter, or in writing."""

    PRESENT = "present"
    WRITTEN = "written"


def ways(channel: Channel) -> tuple[Way, ...]:
    """Give the ways open to whoever handed a dossier in so: a letter has nobody to ask."""
    return (Way.WRITTEN,) if channel == Channel.POSTAL else (Way.PRESENT, Way.WRITTEN)


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
