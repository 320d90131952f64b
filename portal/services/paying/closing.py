"""Closes money a person has found out about: a transfer nobody knew, a payment nobody settled."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal.domain.errors import Conflict
from portal.domain.paying import UNSETTLED, PaymentState, Word
from portal.models import Payment
from portal.runtime import Runtime
from portal.services import events
from portal.services.operations import deeds, loose_money
from portal.services.operations.deeds import Actor
from portal.services.operations.loose_money import Doubt, Transfer
from portal.services.paying import settling
from portal.services.paying.settling import Money

CLOSED = "closed"


def close(session: Session, rt: Runtime, names: Sequence[str], actor: Actor) -> None:
    """Close transfers and payments, as :mod:`portal.services.operations.loose_money` names them.

    A payment that is closed has come to nothing, which is an event of its dossier. Should the
    platform say later that it was paid, it is: what is late is never lost.

    :raises Conflict: if one of them does not wait any more: then none is closed.
    """
    loose = loose_money.all_of(session)
    waiting: dict[str, Transfer | Doubt] = {one.name: one for one in loose.transfers}
    waiting |= {one.name: one for one in loose.doubts}
    for name in names:
        found = waiting.get(name)
        if found is None:
            raise Conflict(1, 0)
        if isinstance(found, Transfer):
            told = {"was": found.line.outcome, "amount": found.line.amount}
            found.line.outcome = CLOSED
        else:
            told = {"was": str(found.payment.state), "amount": found.payment.amount}
            _end(session, rt, found.payment)
        deeds.record(session, actor, "money_closed", f"money:{name}", told)


def _end(session: Session, rt: Runtime, payment: Payment) -> None:
    dossier = events.lock(session, payment.home_agency_id, payment.dossier_id)
    session.refresh(payment)
    if payment.state not in UNSETTLED:
        raise Conflict(1, 0)
    settling.settle(session, rt, dossier, payment, Money(Word(PaymentState.FAILED)))
