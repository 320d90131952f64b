"""What is exchanged with SMS centres, in our own words, frozen; `repr` tells no number."""

from dataclasses import dataclass, field
from enum import StrEnum


class SmsStatus(StrEnum):
    """How far an SMS has come, as its centre says; ``UNKNOWN`` for a word not in our table."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sms:
    """A text message. ``reference`` is ours and unique; ``to`` is digits with country code."""

    reference: str
    to: str = field(repr=False)
    text: str = field(repr=False)
    sender: str = ""


@dataclass(frozen=True, slots=True)
class SmsReceipt:
    """What the SMS centre says of a message: its own id and how far the message has come."""

    id: str
    status: SmsStatus
