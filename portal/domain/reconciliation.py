"""Compares what the portal says an agency holds with what the agency says.

A difference is only ever told with a repair that cannot do harm: sending again asks first and goes
out under the old key, and news that is fetched again is applied once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.states import State


class Difference(StrEnum):
    """How two sides may differ about one dossier."""

    NOT_THERE = "not_there"
    """We say it was delivered; the agency holds nothing under its code."""
    NOT_HERE = "not_here"
    """The agency holds it; we know no such dossier of this agency."""
    OTHER_CONTENT = "other_content"
    """Both have it, with different content."""
    OTHER_STATE = "other_state"
    """Both have it, in different states, or in one of theirs that we have no word for."""


class Repair(StrEnum):
    """What is proposed."""

    SEND_AGAIN = "send_again"
    FETCH_NEWS = "fetch_news"
    LOOK = "look"


REPAIRS = {
    Difference.NOT_THERE: Repair.SEND_AGAIN,
    Difference.OTHER_STATE: Repair.FETCH_NEWS,
    Difference.NOT_HERE: Repair.LOOK,
    Difference.OTHER_CONTENT: Repair.LOOK,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One dossier as one side has it; ``state`` is None for a word nobody here knows.

    ``content_hash`` is "" where that side gives none: then contents are not compared.

    ``moving`` says that something happened to it a moment ago: news of it may be under way.
    """

    content_hash: str
    state: State | None
    moving: bool = False


def compare(ours: Mapping[str, Entry], theirs: Mapping[str, Entry]) -> dict[str, Difference]:
    """Name every code the two sides differ about, and how; what is moving is left for next time."""
    found = {code: Difference.NOT_HERE for code in theirs.keys() - ours.keys()}
    for code, mine in ours.items():
        if mine.moving:
            continue
        difference = _between(mine, theirs.get(code))
        if difference is not None:
            found[code] = difference
    return found


def _between(mine: Entry, other: Entry | None) -> Difference | None:
    if other is None:
        return Difference.NOT_THERE
    if other.content_hash not in ("", mine.content_hash):
        return Difference.OTHER_CONTENT
    return Difference.OTHER_STATE if other.state != mine.state else None
