"""What officers do about fees: name them line by line, waive some, note what was paid in cash."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal import clock, crypto
from portal.domain.errors import Unacceptable
from portal.domain.paying import FeeState, PaymentState, Word
from portal.models import Dossier, Payment
from portal.runtime import Runtime
from portal.services import vault
from portal.services.cash import book
from portal.services.desk import dealing, lying, opening
from portal.services.desk.dealing import Desk
from portal.services.desk.opening import Seen
from portal.services.desk.rules import Deed
from portal.services.operations import deeds
from portal.services.paying import exempting, notices, refunds, settling
from portal.services.paying.exempting import Said
from portal.services.paying.notices import Demand, Line, Owed
from portal.services.paying.settling import Money

COUNTER = "counter"
WAIVED, ANSWERED = "fee_waived", "exemption_answered"


def receive(session: Session, rt: Runtime, desk: Desk, seen: Seen, number: int) -> Dossier:
    """Note that a fee was paid in cash at the counter: the whole of it, once, in the cash book.

    :raises Conflict: if something happened to the dossier since the officer looked.
    :raises Unacceptable: ``not_payable``. What is paid online besides will be a surplus.
    """
    dossier, owed = _waiting(session, desk, seen, number)
    payment_id, now = crypto.uuid7(), clock.now()
    payment = Payment(
        **notices.place(dossier).columns,
        id=payment_id,
        number=number,
        way=COUNTER,
        transaction=f"counter-{payment_id.hex}",
        amount=owed.notice.total,
        state=PaymentState.CREATED,
        begun_at=now,
    )
    session.add(payment)
    session.flush()
    money = Money(Word(PaymentState.PAID, payment.amount), paid_at=now)
    settling.settle(session, rt, dossier, payment, money)
    entry = book.enter(session, desk.agency, desk.officer, dossier, payment)
    detail = {"fee": number, "amount": payment.amount, "entry": entry.label}
    deeds.record(session, desk.officer.acting(""), "fee_received", f"dossier:{dossier.id}", detail)
    return dossier


def waive(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, what: tuple[int, frozenset[int], str]
) -> Dossier:
    """Waive lines of a fee (miễn) whose proof an officer has checked; the rest is asked anew.

    ``what`` is the notice, the lines of it, and why: that goes into the journal.

    :raises Conflict: if something happened to the dossier since the officer looked.
    :raises Unacceptable: ``lines`` if none is chosen, ``reason`` if none is given, ``not_payable``.
    """
    number, lines, why = what
    if not why.strip():
        raise Unacceptable("reason")
    dossier, owed = _open(session, desk, seen, number)
    chosen = [line for line in owed.lines if line.line in lines and line.exemption != "granted"]
    if not chosen:
        raise Unacceptable("lines")
    left = tuple(
        Line(one.code, one.name, one.kind, one.amount, one in chosen or one.exemption == "granted")
        for one in owed.lines
    )
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    demand = Demand(owed.notice.basis, left, owed.notice.due_at)
    said = Said(why.strip(), desk.officer.name)
    exempting.put(session, safe, dossier, (owed, demand, said))
    detail = {"fee": number, "lines": sorted(line.line for line in chosen)}
    deeds.record(session, desk.officer.acting(why), WAIVED, f"dossier:{dossier.id}", detail)
    return dossier


@dataclass(frozen=True)
class Answer:
    """An officer's answer to a claim: ``amounts`` is what is still owed, by line, None if all is.

    What is left out of ``amounts`` stays as it was asked for; ``words`` go to the citizen.
    """

    number: int
    words: str
    amounts: Mapping[int, int] | None = None


def answer(session: Session, rt: Runtime, desk: Desk, seen: Seen, given: Answer) -> Dossier:
    """Answer a claim for an exemption: waive the fee, lower it, or say why it stays.

    :raises Conflict: if something happened to the dossier since the officer looked.
    :raises Unacceptable: ``words`` if none are given, ``lower`` if nothing is less than was asked,
        ``not_claimed`` if no claim waits.
    """
    if not given.words.strip():
        raise Unacceptable("words")
    dossier, owed = _waiting(session, desk, seen, given.number)
    if owed.notice.state != FeeState.CLAIMED:
        raise Unacceptable("not_claimed")
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    said = Said(given.words.strip(), desk.officer.name)
    if given.amounts is None:
        exempting.refuse(session, safe, dossier, (owed, said))
    else:
        demand = exempting.lowered(owed, given.amounts)
        exempting.put(session, safe, dossier, (owed, demand, said))
    detail = {"fee": given.number, "left": dossier.fee_due}
    actor = desk.officer.acting(given.words)
    deeds.record(session, actor, ANSWERED, f"dossier:{dossier.id}", detail)
    return dossier


def ask_back(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, what: tuple[int, str]
) -> Dossier:
    """Ask for a paid fee to go back to who paid it (hoàn trả); ``what`` is its number, and why.

    :raises Conflict: if something happened to the dossier since the officer looked.
    :raises Unacceptable: ``reason``, ``not_paid``, or ``asked`` if somebody asked before.
    """
    number, why = what
    dossier, held = opening.opened(session, desk.agency, desk.officer, seen)
    owed = notices.owed(session, dossier, number)
    if owed.notice.payment_id is None or not lying.here(held, desk.agency.id):
        raise Unacceptable("not_paid")
    payment = session.get_one(Payment, (*_key(dossier), owed.notice.payment_id))
    refunds.ask_for(session, rt, dossier, payment, desk.officer.acting(why))
    return dossier


def _key(dossier: Dossier) -> tuple[uuid.UUID, uuid.UUID]:
    return dossier.home_agency_id, dossier.id


def demand(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, what: tuple[tuple[Line, ...], str]
) -> Dossier:
    """Ask for fees line by line, as the deed by which the dossier waits for them.

    :raises Conflict: if something happened to the dossier since the officer looked.
    :raises Unacceptable: ``lines`` if there is none, or what the rules of the desk find.
    """
    lines, words = what
    if not lines:
        raise Unacceptable("lines")
    deed = Deed(
        kind=NewsKind.FEE_REQUESTED,
        seen=seen.seq,
        words=words.strip() or "\n".join(line.name for line in lines),
        fees=tuple(line.wire() for line in lines),
    )
    return dealing.do(session, rt, desk, seen.code, (deed, ()))


def _open(session: Session, desk: Desk, seen: Seen, number: int) -> tuple[Dossier, Owed]:
    dossier, owed = _waiting(session, desk, seen, number)
    if not notices.payable(dossier, owed.notice):
        raise Unacceptable("not_payable")
    return dossier, owed


def _waiting(session: Session, desk: Desk, seen: Seen, number: int) -> tuple[Dossier, Owed]:
    """Give a fee that is waited for, or whose claim is."""
    dossier, held = opening.opened(session, desk.agency, desk.officer, seen)
    owed = notices.owed(session, dossier, number)
    if not lying.here(held, desk.agency.id) or not notices.takes_money(dossier, owed.notice):
        raise Unacceptable("not_payable")
    return dossier, owed
