"""What is exchanged with carriers (bưu chính công ích), in our own words, frozen."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ParcelStatus(StrEnum):
    """How far a parcel has come, as its carrier says; ``UNKNOWN`` for a word not in our table."""

    REGISTERED = "registered"
    COLLECTED = "collected"
    IN_TRANSIT = "in_transit"
    FAILED = "failed"
    RETURNED = "returned"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends a parcel, or gets it. ``repr`` tells nobody."""

    full_name: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Consignment:
    """A parcel to be fetched and delivered. ``reference`` is ours and unique.

    A ``trial`` is registered and fetched by nobody.
    """

    reference: str
    sender: Party
    recipient: Party
    trial: bool = False


@dataclass(frozen=True, slots=True)
class ParcelWord:
    """Something a carrier tells of a parcel, under an id of its own."""

    id: str
    status: ParcelStatus
    at: datetime
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Tracking:
    """What a carrier knows of a parcel: its number (mã bưu gửi), postage in đồng, and its words,
    oldest first.
    """

    number: str
    fee: int
    words: tuple[ParcelWord, ...] = ()
