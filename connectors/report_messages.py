"""What goes to a reporting system and what it says of it, in our words."""

from dataclasses import dataclass, field
from enum import StrEnum


class ReportStanding(StrEnum):
    """How a report stands with its receiver; ``unknown`` is a word nobody here knows."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A version of a report. ``reference`` is ours and unique, ``statement`` what was signed.

    ``signature`` is Ed25519 over the statement, in hex; ``sha256`` the statement's hash.
    """

    reference: str
    statement: bytes = field(repr=False)
    signature: str = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class HeldReport:
    """What a reporting system holds of a version; ``reason`` is why it was given back."""

    number: str
    sha256: str
    standing: ReportStanding
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RefusedReport:
    """A reporting system read a report and does not take it: its reasons, for who wrote it."""

    reasons: tuple[str, ...]
