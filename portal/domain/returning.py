"""How a result reaches its citizen (trả kết quả): the ways there are, and how a parcel goes.

Source: Nghị định 118/2025/NĐ-CP (at the counter, online, by public post; docs/rules.md says how
sure). A result sent by post is returned when it has been delivered, not when it was posted.
"""

from collections.abc import Mapping
from enum import StrEnum


class Way(StrEnum):
    """How a result is handed over."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class Parcel(StrEnum):
    """How far a parcel (bưu gửi) has come; ``ASKED``: the carrier is being told to fetch it."""

    ASKED = "asked"
    POSTED = "posted"
    ON_WAY = "on_way"
    FAILED = "failed"
    BACK = "back"
    DELIVERED = "delivered"


_P = Parcel
MOVES: Mapping[Parcel | None, frozenset[Parcel]] = {
    None: frozenset({_P.ASKED, _P.POSTED}),
    _P.ASKED: frozenset({_P.POSTED, _P.ON_WAY, _P.FAILED, _P.BACK, _P.DELIVERED}),
    _P.POSTED: frozenset({_P.ON_WAY, _P.FAILED, _P.BACK, _P.DELIVERED}),
    _P.ON_WAY: frozenset({_P.FAILED, _P.BACK, _P.DELIVERED}),
    _P.FAILED: frozenset({_P.ON_WAY, _P.BACK, _P.DELIVERED}),
    # At the counter again: it may be fetched there, or go out once more.
    _P.BACK: frozenset({_P.ASKED, _P.POSTED}),
    _P.DELIVERED: frozenset(),
}
UNDER_WAY = frozenset({_P.ASKED, _P.POSTED, _P.ON_WAY, _P.FAILED})
"""Where nobody at the counter has the paper."""


def goes_on(before: Parcel | None, after: Parcel) -> bool:
    """Say whether a carrier's word is news: an older one that comes late is none."""
    return after in MOVES[before]


def offered(endpoint: Mapping[str, object]) -> tuple[Way, ...]:
    """List the ways an agency returns results by, as its row says; all of them unless told."""
    told = endpoint.get("returns")
    if not isinstance(told, list | tuple):
        return tuple(Way)
    return tuple(way for way in Way if str(way) in told)


def masked(number: str) -> str:
    """Show enough of a paper's number to tell it from others: its last three characters."""
    kept = "".join(number.split())
    return f"•••{kept[-3:]}" if len(kept) > 5 else "•••"
