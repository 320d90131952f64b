"""What a citizen owes for a dossier (phí, lệ phí), line by line, and the receipts for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class FeeKind(StrEnum):
    """The two kinds the law keeps apart: a charge pays for a service, a duty is owed to the state.

    Source: Luật Phí và lệ phí 97/2015/QH13, Đ.3.
    """

    CHARGE = "phi"
    DUTY = "le_phi"


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of a fee notice: ``code`` is the agency's own for it ("" if it gave none).

    ``amount`` is in whole đồng; 0 says that nothing is owed for it (miễn).
    """

    code: str
    name: str
    kind: FeeKind
    amount: int

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Read a line from plain values, as ``dataclasses.asdict`` gives them."""
        return cls(plain["code"], plain["name"], FeeKind(plain["kind"]), plain["amount"])


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """A receipt (biên lai) by its symbol and its number as it is printed, of one kind of fee."""

    kind: FeeKind
    symbol: str
    number: str
    amount: int


class PaidBy(StrEnum):
    """How a fee was paid: on the platform, by transfer to the agency's account, or in cash."""

    PLATFORM = "platform"
    TRANSFER = "transfer"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Paid:
    """A fee that was paid whole: ``amount`` in đồng, of which each line is a part.

    ``reference`` is the number of whoever took the money ("" in cash), ``receipts`` are those that
    were issued for it, if its agency has a series.
    """

    fee: int
    amount: int
    lines: tuple[FeeLine, ...]
    way: PaidBy
    paid_at: datetime
    reference: str = ""
    receipts: tuple[ReceiptNumber, ...] = ()


class ReceiptsBecause(StrEnum):
    """Why the receipts for a fee changed after it was paid.

    ``CORRECTED``: what stood on one was wrong. ``REFUNDED``: the money goes back.
    ``NOT_PAID``: cash was taken back, the fee is open again. ``ISSUED_LATE``: its agency had no
    series when it was paid.
    """

    CORRECTED = "corrected"
    REFUNDED = "refunded"
    NOT_PAID = "not_paid"
    ISSUED_LATE = "issued_late"


@dataclass(frozen=True, slots=True)
class ReceiptsChanged:
    """What changed of a fee's receipts since its agency was told of them: counted no more, issued.

    ``payer`` stands on those ``issued``; ``reason`` is what the minutes say (biên bản hủy).
    """

    fee: int
    because: ReceiptsBecause
    changed_at: datetime
    cancelled: tuple[ReceiptNumber, ...] = ()
    issued: tuple[ReceiptNumber, ...] = ()
    payer: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
