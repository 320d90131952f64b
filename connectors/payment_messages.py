"""What is exchanged with payment platforms, in our own words, frozen; `repr` tells no person."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from connectors.fees import FeeLine


class PaymentStatus(StrEnum):
    """How far a payment has come, as its platform says; ``UNKNOWN`` for a word not in our table."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class RefundStatus(StrEnum):
    """How far money has come on its way back; ``UNKNOWN`` for a word not in our table."""

    PENDING = "pending"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Account:
    """The account a fee is paid into (tài khoản thụ hưởng); ``bank`` is the bank's BIN."""

    number: str
    bank: str
    holder: str


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays (người nộp)."""

    full_name: str = field(repr=False)
    citizen_number: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class About:
    """What a payment is for: the dossier, its procedure and its agency, by code and name."""

    dossier: str
    procedure: str
    procedure_name: str
    agency: str
    agency_name: str


@dataclass(frozen=True, slots=True)
class Bill:
    """One payment to be made: ``transaction`` is ours and unique, ``return_url`` leads back to us.

    The lines add up to ``amount``, which is in whole đồng.
    """

    transaction: str
    amount: int
    about: About
    lines: tuple[FeeLine, ...]
    account: Account
    payer: Payer
    return_url: str
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Checkout:
    """Where a citizen pays a bill. ``raw`` is the platform's answer, first 4 KB."""

    url: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a platform says of one payment.

    ``amount`` is what was paid, in đồng; None if it did not say. ``reference`` is its own number.
    """

    transaction: str
    status: PaymentStatus
    amount: int | None = None
    reference: str = ""
    paid_at: datetime | None = None
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Refund:
    """Money to be sent back (hoàn trả): ``id`` is ours and unique, ``amount`` in đồng."""

    id: str
    transaction: str
    amount: int
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RefundReceipt:
    """What a platform says of a refund, with its own number for it ("" if it gave none).

    ``amount`` is what goes back, in đồng; None if it did not say.
    """

    status: RefundStatus
    reference: str = ""
    raw: bytes = field(default=b"", repr=False)
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class RefundTold:
    """What a platform that calls says of the refund of a payment, named by our number for it."""

    transaction: str
    receipt: RefundReceipt
