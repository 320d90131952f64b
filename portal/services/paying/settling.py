"""Settles payments: what a word about money does to the payment, its fee, and the chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal import clock
from portal.domain import paying
from portal.domain.paying import AWAITED, Effect, FeeState, PaymentState, Word
from portal.models import Dossier, FeeNotice, FeeReceipt, Payment
from portal.runtime import Runtime
from portal.services import events, notifications, vault
from portal.services.events import Occurrence
from portal.services.paying import informing, notices, refunds
from portal.services.paying.notices import Owed
from portal.services.paying.receipts import issuing

PAID, SURPLUS, FAILED = "fee_paid", "fee_surplus", "payment_failed"
TOLD = (PAID, SURPLUS, refunds.SENT)
"""What of all this citizens read on the line of their dossier."""
# Its citizen may have paid: when nobody asks any more, somebody has to look.
_HANGING = frozenset({PaymentState.PENDING, PaymentState.UNKNOWN})
_KINDS = {Effect.PAYS: PAID, Effect.SURPLUS: SURPLUS, Effect.ENDS: FAILED}


@dataclass(frozen=True)
class Money:
    """A word about money, the other side's own number for it, and when it was paid."""

    word: Word
    reference: str = ""
    paid_at: datetime | None = None


def settle(
    session: Session, rt: Runtime, dossier: Dossier, payment: Payment, money: Money
) -> Effect:
    """Take a word about a payment of a locked dossier; heard again, it changes nothing.

    A fee that is paid is told to the citizen. Money that came for a settled fee is owed back.
    """
    key = (dossier.home_agency_id, dossier.id, payment.number)
    notice, now = session.get_one(FeeNotice, key, populate_existing=True), clock.now()
    fee_open = notice.state in AWAITED
    verdict = paying.judge(payment.state, payment.amount, money.word, fee_open=fee_open)
    payment.state, payment.problem = verdict.state, verdict.problem
    payment.next_ask_at = paying.ask_next(verdict.state, payment.begun_at, now)
    if verdict.state in _HANGING and payment.next_ask_at is None:
        payment.problem = payment.problem or "asked about for a month, and never settled"
    if verdict.effect == Effect.NOTHING:
        return verdict.effect
    if verdict.state == PaymentState.PAID:
        # A partner's clock may run ahead; nothing was paid later than now.
        payment.paid_at = min(money.paid_at or now, now)
        payment.reference, payment.surplus = money.reference, verdict.effect == Effect.SURPLUS
    if verdict.effect == Effect.PAYS:
        notice.state, notice.settled_at, notice.payment_id = FeeState.PAID, now, payment.id
        notice.claimed_at = dossier.claim_due = None
        dossier.fee_due, dossier.fee_paid_at = 0, now
    _happen(session, rt, (dossier, payment), verdict.effect)
    return verdict.effect


def _happen(session: Session, rt: Runtime, of: tuple[Dossier, Payment], effect: Effect) -> None:
    """Write what a word came to, and all that stands or falls with it: receipts, promises."""
    (dossier, payment), paid = of, effect == Effect.PAYS
    owed = notices.owed(session, dossier, payment.number)
    receipts = issuing.issue(session, rt, dossier, (owed, payment)) if paid else []
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    event = events.record(session, safe, dossier, _occurrence(payment, effect, (owed, receipts)))
    dossier.row_version += 1
    notifications.promise(session, dossier, event)
    if paid:
        informing.promise(session, dossier, event, informing.PAID)
    if receipts:
        issuing.promise(session, dossier, event)
    if effect == Effect.SURPLUS:
        refunds.ask(session, rt, dossier, payment, refunds.SURPLUS)


def _occurrence(
    payment: Payment, effect: Effect, of: tuple[Owed, Sequence[FeeReceipt]]
) -> Occurrence:
    owed, receipts = of
    lines = [{"code": one.code, "kind": one.kind, "amount": notices.due(one)} for one in owed.lines]
    return Occurrence(
        kind=_KINDS[effect],
        occurred_at=payment.paid_at or clock.now(),
        facts={
            "number": payment.number,
            "payment": str(payment.id),
            "way": payment.way,
            "amount": payment.amount,
            "reference": payment.reference,
            # What the money was for, as the notice asked: the words stand there.
            **({"lines": lines} if effect == Effect.PAYS else {}),
            **({"receipts": [issuing.facts(one) for one in receipts]} if receipts else {}),
        },
    )
