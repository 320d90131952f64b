"""Money that waits for a person: it came, or may have come, and belongs to nothing yet.

A transfer nobody knows the purpose of, a payment of another sum than was asked for or of which the
platform never said what became, and what the platform's list of a day and ours differ about. None
of it vanishes by itself: a person finds out, and closes it with a reason that is kept. What differs
goes when its day is compared again and agrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.paying import UNSETTLED, RefundState
from portal.models import (
    Agency,
    BankLine,
    Dossier,
    Payment,
    PaymentDifference,
    Promise,
    Refund,
)
from portal.services.operations import stuck_refunds

WAITING = ("no_mark", "other_sum", "ended")
"""What became of a line of a bank statement that nobody has settled."""
# The platform is asked again meanwhile; most doubts are gone by then.
_DOUBTED = timedelta(hours=1)
_PLATFORM = "platform"


@dataclass(frozen=True)
class Transfer:
    """A line of a statement, and the agency's code."""

    line: BankLine
    agency: str

    @property
    def name(self) -> str:
        """What a page calls it by."""
        return f"line/{self.agency}/{self.line.reference}"


@dataclass(frozen=True)
class Doubt:
    """A payment that is neither paid nor not, and its dossier's code."""

    payment: Payment
    code: str

    @property
    def name(self) -> str:
        """What a page calls it by."""
        return f"payment/{self.payment.transaction}"


@dataclass(frozen=True)
class Owed:
    """Money that is owed back and that somebody has to approve, or to send by hand.

    ``refused``: the platform it came through will not send it, and has not. ``doubtful``: it may
    have, and does not say. ``transaction`` is what the platform knows the payment by.
    """

    refund: Refund
    code: str
    refused: bool = False
    doubtful: bool = False
    transaction: str = ""


@dataclass(frozen=True)
class Loose:
    """All money that waits for a person."""

    transfers: Sequence[Transfer]
    doubts: Sequence[Doubt]
    owed: Sequence[Owed]
    differences: Sequence[PaymentDifference]

    @property
    def count(self) -> int:
        """How many things there are to look at."""
        kinds = (self.transfers, self.doubts, self.owed, self.differences)
        return sum(len(each) for each in kinds)

    @property
    def since(self) -> datetime:
        """Since when the oldest waits; only where there is any."""
        return min(
            [
                *(one.line.read_at for one in self.transfers),
                *(one.payment.begun_at for one in self.doubts),
                *(one.refund.asked_at for one in self.owed),
                *(one.seen_at for one in self.differences),
            ]
        )


def all_of(session: Session) -> Loose:
    """List all money that waits for a person, the oldest first."""
    lines = (
        sa.select(BankLine, Agency.code)
        .join(Agency, Agency.id == BankLine.agency_id)
        .where(BankLine.outcome.in_(WAITING))
        .order_by(BankLine.read_at, BankLine.reference)
    )
    doubts = (
        sa.select(Payment, Dossier.code)
        .join(
            Dossier,
            sa.and_(
                Dossier.home_agency_id == Payment.home_agency_id, Dossier.id == Payment.dossier_id
            ),
        )
        .where(
            Payment.state.in_(UNSETTLED),
            Payment.problem != "",
            Payment.begun_at < clock.now() - _DOUBTED,
        )
        .order_by(Payment.begun_at, Payment.id)
    )
    return Loose(
        [Transfer(line, code) for line, code in session.execute(lines)],
        [Doubt(payment, code) for payment, code in session.execute(doubts)],
        _owed(session),
        session.scalars(sa.select(PaymentDifference).order_by(PaymentDifference.day)).all(),
    )


def _owed(session: Session) -> list[Owed]:
    """List refunds nobody has approved, and those the platform does not send by itself."""
    query = (
        sa.select(Refund, Payment, Dossier.code)
        .join(
            Dossier,
            sa.and_(
                Dossier.home_agency_id == Refund.home_agency_id, Dossier.id == Refund.dossier_id
            ),
        )
        .join(
            Payment,
            sa.and_(
                Payment.home_agency_id == Refund.home_agency_id,
                Payment.dossier_id == Refund.dossier_id,
                Payment.id == Refund.payment_id,
            ),
        )
        .where(Refund.state.in_((RefundState.DUE, RefundState.APPROVED)))
        .order_by(Refund.asked_at, Refund.id)
    )
    promised = stuck_refunds.all_of(session)
    found = (
        _waits(refund, (payment, code), promised.get(refund.id))
        for refund, payment, code in session.execute(query)
    )
    return [one for one in found if one is not None]


def _waits(refund: Refund, of: tuple[Payment, str], promise: Promise | None) -> Owed | None:
    """Say what a person has to do about a refund; None: it goes back by itself."""
    payment, code = of
    if refund.state == RefundState.DUE or payment.way != _PLATFORM:
        return Owed(refund, code)
    if promise is None:
        return None
    refused = stuck_refunds.refused(refund, promise)
    doubtful = stuck_refunds.doubtful(refund, promise)
    return (
        Owed(refund, code, refused, doubtful, payment.transaction) if refused or doubtful else None
    )
