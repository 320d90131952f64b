"""Pays on the platform: begin, ask, and hear; nothing is paid that was not asked about."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from connectors.errors import (
    ConnectorError,
    NotAuthentic,
    NotOffered,
    Rejected,
    Unavailable,
    Unknown,
    Unreadable,
)
from connectors.messages import Reply
from connectors.payment_messages import RefundTold, Settlement
from portal import clock, log
from portal.domain.errors import NotFound
from portal.domain.paying import PaymentState
from portal.exchanges.paying import refunding
from portal.models import Payment
from portal.runtime import Runtime
from portal.services.citizens import Signed
from portal.services.paying import attempts
from portal.services.paying.attempts import Try

BATCH = 200
_log = log.get()


def begin(rt: Runtime, citizen: Signed, code: str, number: int) -> str:
    """Give the page where a fee is paid; "" if it turns out to be paid or on its way.

    What was begun before is asked about first, so that whoever comes back pays once.

    :raises NotFound: if the dossier is not theirs, or has no such fee.
    :raises attempts.NotPayable: if there is nothing to pay.
    :raises ConnectorError: if the platform does not answer, or says no.
    """
    started = _start(rt, citizen, code, number)
    if not started.fresh:
        ask(rt, started.payment.transaction)
        # Paid meanwhile: then there is nothing to pay, and the page says so.
        started = _start(rt, citizen, code, number)
    if started.url:
        return started.url
    try:
        page = rt.partners.payment().begin(started.bill)
    except ConnectorError as error:
        _note(rt, started, error)
        raise
    with rt.db.write() as session:
        attempts.note_page(session, rt, started.payment, page.url)
    return page.url


def _start(rt: Runtime, citizen: Signed, code: str, number: int) -> Try:
    with rt.db.write() as session:
        return attempts.begin(session, rt, citizen, code, number)


def _note(rt: Runtime, started: Try, error: ConnectorError) -> None:
    """Write down how it went wrong: what was refused is over, what nobody knows is asked about."""
    _log.warning("payment_not_begun", error=str(error))
    state = PaymentState.UNKNOWN
    if isinstance(error, Rejected):
        state = PaymentState.FAILED
    elif isinstance(error, Unavailable):
        state = PaymentState.CREATED
    with rt.db.write() as session:
        attempts.note_failure(session, started.payment, state, str(error))


def ask(rt: Runtime, transaction: str, claim: Settlement | None = None) -> None:
    """Ask the platform what became of a payment, and write it down.

    ``claim`` is what a callback with the right checksum says: it counts only where the platform
    can be asked nothing.

    :raises ConnectorError: if the platform does not answer; nothing has changed then.
    """
    try:
        said = rt.partners.payment().ask(transaction)
    except NotOffered:
        if claim is None:
            return
        said = claim
    with rt.db.write() as session:
        effect = attempts.hear(session, rt, transaction, said)
    _log.info("payment_asked", transaction=transaction, effect=str(effect))


def hear(rt: Runtime, told: Mapping[str, str]) -> Reply:
    """Take a callback: a reason to ask, and no more. Answers in the platform's words."""
    connector = rt.partners.payment()
    try:
        claim = connector.read(told)
        if isinstance(claim, RefundTold):
            refunding.hear(rt, claim)
        else:
            ask(rt, claim.transaction, claim)
    except (NotAuthentic, Unreadable) as error:
        _log.warning("payment_callback_refused", error=str(error))
        return Reply(400, b'{"error":"2","msg":"check_sum"}', {"Content-Type": "application/json"})
    except NotFound:
        # Told again it would be no less foreign: whoever compares the day will see it.
        _log.warning("payment_of_nobody", transaction=claim.transaction)
    except (Unavailable, Unknown) as error:
        _log.warning("payment_not_asked", error=str(error))
        return connector.reply(False)
    return connector.reply(True)


def refresh(rt: Runtime, transactions: Sequence[str]) -> bool:
    """Ask about some payments while their citizen waits; says whether the platform answered."""
    try:
        for transaction in transactions:
            ask(rt, transaction)
    except ConnectorError as error:
        _log.warning("payment_not_asked", error=str(error))
        return False
    return True


def ask_all(rt: Runtime) -> int:
    """Ask about a batch of payments that are due; returns how many were answered."""
    if not rt.partners.pays:
        return 0
    with rt.db.read() as session:
        query = sa.select(Payment.transaction).where(Payment.next_ask_at <= clock.now())
        due = session.scalars(query.order_by(Payment.next_ask_at).limit(BATCH)).all()
    answered = 0
    for transaction in due:
        try:
            ask(rt, transaction)
        except Unavailable as error:
            # The platform is away: it is asked about this and all others next time.
            _log.warning("payment_not_asked", error=str(error))
            break
        except ConnectorError as error:
            _log.warning("payment_not_asked", transaction=transaction, error=str(error))
            continue
        answered += 1
    return answered
