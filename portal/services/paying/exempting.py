"""What becomes of a fee that is claimed not to be owed: waived, reduced, or asked for as before.

An officer at our desk answers by hand, an agency's own system by naming the fee anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import Unacceptable
from portal.domain.paying import FeeState
from portal.models import Dossier, FeeNotice
from portal.services import events, notifications
from portal.services.events import Occurrence
from portal.services.paying import notices
from portal.services.paying.notices import Demand, Line, Owed
from portal.services.vault import Safe

GRANTED, REDUCED, REFUSED = "exemption_granted", "exemption_reduced", "exemption_refused"
TOLD = (GRANTED, REDUCED, REFUSED)
WITHDRAWN = "exemption_withdrawn"
"""The claim was taken back by its citizen: nothing is to be answered."""


@dataclass(frozen=True)
class Said:
    """What is told with an answer, and who tells it. ``heard``: an SMS about the same goes out."""

    words: str = field(repr=False)
    officer: str = ""
    heard: bool = False


def claimed(session: Session, dossier: Dossier) -> Owed | None:
    """Give the fee whose claim waits for an answer, if there is one."""
    if dossier.claim_due is None:
        return None
    asked = notices.of(session, dossier)
    return next((one for one in asked if one.notice.state == FeeState.CLAIMED), None)


def heard(
    session: Session, safe: Safe, dossier: Dossier, answer: tuple[Owed, Demand, Said]
) -> None:
    """Take the fee an agency names while a claim waits as its answer to that claim.

    The very same again says no; anything else takes the claimed fee's place.
    """
    owed, demand, said = answer
    if _plain(demand) == _plain(Demand(owed.notice.basis, lines(owed))):
        refuse(session, safe, dossier, (owed, said))
    else:
        put(session, safe, dossier, answer)


def _plain(demand: Demand) -> list[tuple[str, int]]:
    return sorted((line.name, line.due) for line in demand.lines)


def lines(owed: Owed) -> tuple[Line, ...]:
    """Give the lines of a fee, as they would be asked for again."""
    return tuple(
        Line(one.code, one.name, one.kind, one.amount, one.exemption == "granted")
        for one in owed.lines
    )


def put(session: Session, safe: Safe, dossier: Dossier, answer: tuple[Owed, Demand, Said]) -> None:
    """Put another fee in a fee's place, lower or none, and tell its citizen."""
    owed, demand, said = answer
    before = owed.notice.total
    if demand.due_at is None:
        demand = replace(demand, due_at=owed.notice.due_at)
    notice = notices.ask(session, safe, dossier, demand)
    if notice is None:
        return
    notice.claims, notice.withdrawn = owed.notice.claims, owed.notice.withdrawn
    kind = GRANTED if not notice.total else REDUCED if notice.total < before else REFUSED
    _tell(session, safe, dossier, (kind, notice.number, notice.total), said)


def refuse(session: Session, safe: Safe, dossier: Dossier, answer: tuple[Owed, Said]) -> None:
    """Say no to a claim: the fee is to be paid, and its day moves by as long as the claim took."""
    owed, said = answer
    notice = owed.notice
    reopen(dossier, notice)
    for line in owed.lines:
        line.exemption = line.exemption or "refused"
    _tell(session, safe, dossier, (REFUSED, notice.number, notice.total), said)


def reopen(dossier: Dossier, notice: FeeNotice) -> None:
    """Ask for a claimed fee as before; its day moves by as long as the claim waited."""
    notice.due_at = later(notice)
    notice.state, notice.claimed_at = FeeState.OPEN, None
    dossier.fee_due, dossier.claim_due = notice.total, None


def later(notice: FeeNotice) -> datetime | None:
    """Say until when a claimed fee is to be paid: time its claim waited is no time to pay in."""
    if notice.due_at is None or notice.claimed_at is None:
        return notice.due_at
    return notice.due_at + (clock.now() - notice.claimed_at)


def lowered(owed: Owed, amounts: Mapping[int, int]) -> Demand:
    """Write a claimed fee anew, ``amounts`` being what is still owed by line; another line stays.

    A line that comes to nothing is waived, and stays in sight.

    :raises Unacceptable: ``lower`` if a line is more than was asked, or nothing is less.
    """
    left = []
    for line, row in zip(lines(owed), owed.lines, strict=True):
        amount = line.amount if line.waived else amounts.get(row.line, line.amount)
        if not 0 <= amount <= line.amount:
            raise Unacceptable("lower")
        waived = line.waived or not amount
        left.append(replace(line, waived=waived, amount=line.amount if waived else amount))
    demand = Demand(owed.notice.basis, tuple(left), later(owed.notice))
    if demand.total >= owed.notice.total:
        raise Unacceptable("lower")
    return demand


def _tell(
    session: Session, safe: Safe, dossier: Dossier, what: tuple[str, int, int], said: Said
) -> None:
    kind, number, total = what
    happened = Occurrence(
        kind=kind,
        occurred_at=clock.now(),
        facts={"number": number, "total": total},
        private={"note": said.words or None, "officer": said.officer or None},
    )
    event = events.record(session, safe, dossier, happened)
    dossier.row_version += 1
    if not said.heard:
        notifications.promise(session, dossier, event)
