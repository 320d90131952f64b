"""One small protocol per role a partner can play, and what a connector is given to work with.

Outward calls raise ``Unavailable``, ``Unknown``, ``Rejected`` or ``Misconfigured`` and nothing
else (where the partner fetches, ``listing.Listed``); inward ones raise ``NotAuthentic`` or
``Unreadable``. Connectors are safe to share between threads and open no connection before the
first call.
"""

import secrets
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from connectors.arriving import ArrivingFile
from connectors.errors import ConnectorError
from connectors.grants import Grant
from connectors.messages import (
    Dossier,
    Heard,
    Held,
    Message,
    News,
    Rating,
    Receipt,
    Reply,
    Supplement,
    Withdrawal,
)
from connectors.parcels import Consignment, Tracking
from connectors.payment_messages import (
    Bill,
    Checkout,
    Refund,
    RefundReceipt,
    RefundTold,
    Settlement,
)
from connectors.report_messages import HeldReport, RefusedReport, SignedReport
from connectors.text_messages import Sms, SmsReceipt

Clock = Callable[[], datetime]
"""Tells now, as aware UTC."""

NonceSeen = Callable[[str, str], bool]
"""``seen(key_id, nonce)``: True if it came before, else remembers it (for at least 10 minutes)."""

Resolve = Callable[[str, int], Sequence[str]]
"""``resolve(host, port)``: the IP addresses of a host. Raises OSError if there are none."""


class Numbers(Protocol):
    """Remembers which dossier a partner's own numbers (mã hồ sơ do bên kia cấp) stand for.

    Whatever it has answered outlives the process, since a number that is forgotten after it went
    out is a dossier sent twice.
    """

    def keep(self, code: str, number: str) -> str:
        """Keep a number for the dossier of this code, and say which one stands.

        The first one kept stands, however many come at once.

        :raises ValueError: if there is no such dossier, or the number stands for another.
        """

    def let_go(self, code: str, number: str) -> None:
        """Forget the number kept for a dossier: its partner has clearly taken nothing under it."""

    def number(self, code: str) -> str | None:
        """Give the number that stands for the dossier of this code, None if none was kept."""

    def code(self, number: str) -> str | None:
        """Give the code of the dossier this number stands for, None if it stands for none."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a partner that fetches has confirmed: its number for it, and the hash it holds."""

    reference: str
    content_hash: str


class Fetched(Protocol):
    """Remembers what a partner that fetches has confirmed of what lay ready for it."""

    def taken(self, key: str) -> Confirmed | None:
        """Give what was confirmed of what lay under an idempotency key; None if nothing was."""

    def held(self, code: str) -> Confirmed | None:
        """Give what was confirmed of the dossier of this code; None if nothing was."""


class Tokens(Protocol):
    """Knows the access tokens that were given to a partner's programmes."""

    def granted(self, token: str) -> Grant | None:
        """Say whose a token is and what it allows; None if we gave none like it, or it is over."""


def new_nonce() -> str:
    """Make a value nobody can guess and no request ever carries twice."""
    return secrets.token_urlsafe(18)


def system_resolve(host: str, port: int) -> Sequence[str]:
    """Ask the operating system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a connector takes from its embedder, so that it needs no database and no globals.

    ``numbers``, ``fetched`` and ``tokens`` are for the one agency whose connector it is; None where
    nothing is remembered.
    """

    clock: Clock
    seen: NonceSeen
    nonce: Callable[[], str] = new_nonce
    resolve: Resolve = system_resolve
    numbers: Numbers | None = None
    fetched: Fetched | None = None
    tokens: Tokens | None = None


class AgencyConnector(Protocol):
    """The system of an agency (cơ quan) that receives dossiers and tells news about them."""

    def fingerprint(self, dossier: Dossier) -> str:
        """Say which content hash the agency will hold for this dossier, without sending it."""

    def submit(self, dossier: Dossier, key: str) -> Receipt:
        """Hand a dossier with its files over; the same key sent twice has one effect."""

    def ask(self, code: str) -> Held | None:
        """Ask what the agency holds under this code; None if it holds nothing.

        :raises connectors.errors.NotOffered: if its system can be asked no such thing.
        """

    def inventory(self, cursor: str) -> tuple[Sequence[Held], str] | None:
        """List what the agency holds after the cursor ("" from the start), and where to go on.

        None if its system offers no list: then it is asked dossier by dossier.
        """

    def supplement(self, supplement: Supplement, key: str) -> Receipt:
        """Bring what a citizen adds to a dossier; the same key sent twice has one effect."""

    def write(self, message: Message, key: str) -> Receipt:
        """Bring what a citizen writes about a dossier; the same key sent twice has one effect."""

    def rate(self, rating: Rating, key: str) -> Receipt:
        """Bring how content a citizen was; the same key sent twice has one effect."""

    def withdraw(self, withdrawal: Withdrawal, key: str) -> Receipt:
        """Bring a citizen's wish to take a dossier back; an officer decides about it later."""

    def holds(self, sent: Supplement | Message | Rating | Withdrawal) -> bool:
        """Ask whether the agency holds what was sent; ``Rejected`` if it holds something else."""

    def poll(self, cursor: str) -> tuple[Sequence[News], str]:
        """Fetch news after the cursor ("" from the start) and the cursor to go on from."""

    def fetch(self, sha256: str) -> Iterator[bytes]:
        """Fetch a result file; its last step raises ``Unavailable`` if the hash differs."""

    def read(
        self, headers: Mapping[str, str], method: str, path: str, body: bytes
    ) -> Sequence[News]:
        """Read news the agency brings, after checking that it is really that agency.

        ``path`` is the request target as it came, query included. Most dialects bring one piece a
        call; of those that bring several, all can be read or none is given.
        """

    def reread(self, raw: bytes) -> News:
        """Read once more what ``read`` or ``poll`` kept as ``raw``, by what is known today.

        :raises connectors.errors.Unreadable: saying what is wrong with it.
        """

    def read_file(
        self, headers: Mapping[str, str], method: str, path: str, chunks: Iterator[bytes]
    ) -> ArrivingFile:
        """Read a file the agency brings, checked before its first byte is taken."""

    def read_wish(self, headers: Mapping[str, str], method: str, path: str) -> str:
        """Read which dossier's declaration (tờ khai) the agency asks for: its code.

        Checked that it is really that agency, as with ``read``.
        """

    def reply(self, heard: Heard | ConnectorError) -> Reply:
        """Put what became of it into the agency's words."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""


class SmsConnector(Protocol):
    """A centre that sends text messages (tin nhắn)."""

    def send(self, sms: Sms) -> SmsReceipt:
        """Send one message; ``Unknown`` means it may be on its way."""

    def ask(self, reference: str) -> SmsReceipt | None:
        """Ask what became of a message, by our reference; None if the centre never saw it."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""


class PaymentConnector(Protocol):
    """A platform people pay fees through (nền tảng thanh toán trực tuyến)."""

    def begin(self, bill: Bill) -> Checkout:
        """Have a payment page made; the same transaction sent twice makes one payment."""

    def ask(self, transaction: str) -> Settlement | None:
        """Ask what became of a payment, by our number; None if the platform never saw it.

        :raises connectors.errors.NotOffered: if its system can be asked no such thing.
        """

    def day(self, day: date) -> Sequence[Settlement]:
        """List what was paid on a day in Viet Nam, to be compared with what we hold.

        :raises connectors.errors.NotOffered: if its system offers no such list.
        """

    @property
    def refund_seen_within(self) -> timedelta:
        """How long after a refund went out the platform may still say that it never saw it."""

    def refund(self, refund: Refund) -> RefundReceipt:
        """Have money sent back; it is asked about before it is sent a second time."""

    def ask_refund(self, refund: Refund) -> RefundReceipt | None:
        """Ask what became of a refund; None if never seen, ``NotOffered`` if there is no call."""

    def read(self, told: Mapping[str, str]) -> Settlement | RefundTold:
        """Read what a platform, or a browser that comes back from it, says of a payment or refund.

        :raises connectors.errors.NotAuthentic: if its checksum is not the platform's.
        :raises connectors.errors.Unreadable: saying what is wrong with it.
        """

    def reply(self, heard: bool) -> Reply:
        """Answer a platform that called: heard, or to be told again."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""


class CarrierConnector(Protocol):
    """A carrier that fetches results at an agency and brings them to people (bưu chính)."""

    def send(self, parcel: Consignment) -> Tracking:
        """Have a parcel fetched; the same reference sent twice is one parcel."""

    def ask(self, reference: str) -> Tracking | None:
        """Ask how far a parcel is, by our reference; None if the carrier never heard of it."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""


class ReportingConnector(Protocol):
    """A system that takes agencies' reports (hệ thống thông tin báo cáo)."""

    def submit(self, report: SignedReport) -> HeldReport | RefusedReport:
        """Hand a version in; the same reference sent twice is one report."""

    def ask(self, reference: str) -> HeldReport | None:
        """Ask what the system holds under our reference; None if it holds nothing."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""
