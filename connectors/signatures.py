"""What partners are told of the digital signatures in a file (chữ ký số)."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a file, as their certificate says; ``issuer`` vouches for that certificate.

    ``signed_at`` is a time-stamp authority's word if ``timestamped``, the signer's own if not.
    """

    name: str = field(repr=False)
    organisation: str = field(repr=False)
    issuer: str
    signed_at: datetime | None
    timestamped: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """What the portal found when the file came, offline.

    ``state``: valid, unverifiable, broken, expired, revoked; ``reason`` is a word for why it is
    not valid. It binds nobody: whoever decides looks for themselves.
    """

    state: str
    reason: str
    signers: tuple[Signer, ...] = field(repr=False)
