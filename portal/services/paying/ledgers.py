"""The books of a day: what came through the platform, and what differs from its list."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.paying import PaymentState
from portal.models import Payment, PaymentDifference

_PLATFORM = "platform"


def paid_on(session: Session, day: date) -> dict[str, int | None]:
    """Give what was paid through the platform on a day in Viet Nam: amounts by number."""
    begin = clock.utc(datetime.combine(day, time()))
    query = sa.select(Payment.transaction, Payment.amount).where(
        Payment.paid_at >= begin,
        Payment.paid_at < begin + timedelta(days=1),
        Payment.state == PaymentState.PAID,
        Payment.way == _PLATFORM,
    )
    return {transaction: amount for transaction, amount in session.execute(query)}


def amounts(session: Session, transactions: Collection[str]) -> dict[str, int | None]:
    """Give the amounts of those payments that are ours, None of those that are not paid."""
    query = sa.select(Payment.transaction, Payment.amount, Payment.state).where(
        Payment.transaction.in_(transactions)
    )
    return {
        transaction: amount if state == PaymentState.PAID else None
        for transaction, amount, state in session.execute(query)
    }


def paid(session: Session, transactions: Collection[str]) -> set[str]:
    """Say which of these payments we hold as paid."""
    return {name for name, amount in amounts(session, transactions).items() if amount is not None}


def keep_differences(session: Session, day: date, found: Sequence[PaymentDifference]) -> None:
    """Keep what a day differs by, in place of what it did when it was compared before."""
    session.execute(sa.delete(PaymentDifference).where(PaymentDifference.day == day))
    session.add_all(found)
    session.flush()


def differences(session: Session) -> Sequence[PaymentDifference]:
    """List all that differs, the newest day first."""
    query = sa.select(PaymentDifference)
    order = (PaymentDifference.day.desc(), PaymentDifference.transaction)
    return session.scalars(query.order_by(*order)).all()
