"""Fee notices: what a citizen owes, line by line, from the form's rules or the agency's word.

Source: Luật Phí và lệ phí 97/2015/QH13. docs/rules.md says how sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors import fees
from forms.needs import FeeDue
from portal import clock
from portal.domain import states, transfer_marks
from portal.domain.errors import NotFound
from portal.domain.paying import AWAITED, FeeState
from portal.models import Dossier, Event, FeeLine, FeeNotice
from portal.services import events
from portal.services.events import Occurrence
from portal.services.vault import Place, Safe

FORM, AGENCY = "form", "agency"
DUE, REPLACED = "fee_due", "fee_replaced"


@dataclass(frozen=True)
class Line:
    """One line of a fee: ``kind`` is phi or le_phi, ``amount`` in đồng, owed unless ``waived``."""

    code: str
    name: str
    kind: str
    amount: int
    waived: bool = False

    @property
    def due(self) -> int:
        """What it comes to: nothing if it was waived."""
        return 0 if self.waived else self.amount

    def wire(self) -> fees.FeeLine:
        """Write it as it is told."""
        return fees.FeeLine(self.code, self.name, fees.FeeKind(self.kind), self.amount)


@dataclass(frozen=True)
class Owed:
    """A notice and its lines, in order."""

    notice: FeeNotice
    lines: Sequence[FeeLine]

    def subtotal(self, kind: str) -> int:
        """Add up what is owed of one kind: phí and lệ phí are kept apart."""
        return sum(due(line) for line in self.lines if line.kind == kind)


def due(line: FeeLine) -> int:
    """Say what a line comes to: nothing if it was waived."""
    return 0 if line.exemption == "granted" else line.amount


def at_submission(session: Session, safe: Safe, dossier: Dossier, known: FeeDue) -> None:
    """Ask for what the form's rules know to be due; what is set locally the agency will name.

    A rehearsal costs nothing.
    """
    lines = [
        Line(one.fee.id, one.fee.name.vi, one.fee.type, one.amount)
        for one in known.lines
        if one.amount
    ]
    if lines and not dossier.rehearsal:
        ask(session, safe, dossier, Demand(FORM, tuple(lines)))


@dataclass(frozen=True)
class Demand:
    """A demand for fees: who named it (``basis``), its lines, and until when it is to be paid."""

    basis: str
    lines: tuple[Line, ...]
    due_at: datetime | None = None

    @property
    def total(self) -> int:
        """What is left to pay, in đồng."""
        return sum(line.due for line in self.lines)


def ask(session: Session, safe: Safe, dossier: Dossier, demand: Demand) -> FeeNotice | None:
    """Ask a locked dossier's citizen for fees, in place of what is asked and not paid yet.

    None if the very same was asked for before and is paid: nobody pays twice for one thing.
    """
    before = of(session, dossier)
    if any(owed.notice.state == FeeState.PAID and _same(owed, demand) for owed in before):
        return None
    for owed in before:
        if owed.notice.state == FeeState.OPEN and _same(owed, demand) and _as_waived(owed, demand):
            # Asked for once more: whoever is paying just now pays this, by the same mark.
            owed.notice.due_at = demand.due_at or owed.notice.due_at
            return owed.notice
        if owed.notice.state in AWAITED:
            _replace(session, safe, dossier, owed.notice)
    total = demand.total
    what = _asked(len(before) + 1, demand, total)
    event = events.record(session, safe, dossier, what)
    notice = _notice(dossier, event, demand, total)
    dossier.fee_due, dossier.fee_paid_at, dossier.claim_due = total, None, None
    dossier.fee_waived_at = None if total else event.occurred_at
    session.add_all([notice, *_rows(dossier, notice.number, demand.lines)])
    session.flush()
    return notice


def _same(owed: Owed, demand: Demand) -> bool:
    asked = sorted((line.code, line.name, line.amount) for line in owed.lines)
    return asked == sorted((line.code, line.name, line.amount) for line in demand.lines)


def _as_waived(owed: Owed, demand: Demand) -> bool:
    return owed.notice.total == demand.total


def _replace(session: Session, safe: Safe, dossier: Dossier, notice: FeeNotice) -> None:
    """Put a notice aside; a payment that is under way for it will be known as a surplus."""
    now = clock.now()
    what = Occurrence(REPLACED, now, facts={"number": notice.number, "total": notice.total})
    events.record(session, safe, dossier, what)
    notice.state, notice.settled_at, notice.claimed_at = FeeState.REPLACED, now, None


def ask_again(session: Session, safe: Safe, dossier: Dossier, paid: FeeNotice) -> None:
    """Ask anew for what turned out not to be paid; of a dossier that has ended, nothing more."""
    lines = owed(session, dossier, paid.number).lines
    _replace(session, safe, dossier, paid)
    dossier.fee_paid_at = None
    if dossier.state not in states.FINAL:
        again = tuple(
            Line(one.code, one.name, one.kind, one.amount, one.exemption == "granted")
            for one in lines
        )
        ask(session, safe, dossier, Demand(paid.basis, again, paid.due_at))


def _asked(number: int, demand: Demand, total: int) -> Occurrence:
    return Occurrence(
        kind=DUE,
        occurred_at=clock.now(),
        facts={
            "number": number,
            "basis": demand.basis,
            "total": total,
            "lines": [
                {"code": one.code, "kind": one.kind, "amount": one.amount} for one in demand.lines
            ],
        },
    )


def _notice(dossier: Dossier, event: Event, demand: Demand, total: int) -> FeeNotice:
    now = event.occurred_at
    return FeeNotice(
        **place(dossier).columns,
        number=event.facts["number"],
        event_seq=event.seq,
        basis=demand.basis,
        # Everything waived: there is nothing to pay, and nothing to wait for.
        state=FeeState.OPEN if total else FeeState.WAIVED,
        total=total,
        mark=transfer_marks.mint(),
        due_at=demand.due_at,
        made_at=now,
        settled_at=None if total else now,
    )


def _rows(dossier: Dossier, number: int, lines: Sequence[Line]) -> list[FeeLine]:
    return [
        FeeLine(
            **place(dossier).columns,
            number=number,
            line=place_in,
            code=line.code,
            name=line.name,
            kind=line.kind,
            amount=line.amount,
            exemption="granted" if line.waived else "",
        )
        for place_in, line in enumerate(lines, start=1)
    ]


def place(dossier: Dossier) -> Place:
    """Say where a dossier is kept."""
    return Place(dossier.home_agency_id, dossier.id, dossier.birth_month)


def of(session: Session, dossier: Dossier) -> list[Owed]:
    """List a dossier's notices with their lines, in the order they were asked."""
    notices = session.scalars(
        sa.select(FeeNotice)
        .where(
            FeeNotice.home_agency_id == dossier.home_agency_id, FeeNotice.dossier_id == dossier.id
        )
        .order_by(FeeNotice.number)
    ).all()
    lines = session.scalars(
        sa.select(FeeLine)
        .where(FeeLine.home_agency_id == dossier.home_agency_id, FeeLine.dossier_id == dossier.id)
        .order_by(FeeLine.number, FeeLine.line)
    ).all()
    return [Owed(one, [row for row in lines if row.number == one.number]) for one in notices]


def owed(session: Session, dossier: Dossier, number: int) -> Owed:
    """Give one notice.

    :raises NotFound: if there is none of this number.
    """
    for one in of(session, dossier):
        if one.notice.number == number:
            return one
    raise NotFound(f"fee {number} of {dossier.code}")


def payable(dossier: Dossier, notice: FeeNotice) -> bool:
    """Say whether a notice may be paid now: it is open, and its dossier has not ended."""
    return notice.state == FeeState.OPEN and dossier.state not in states.FINAL


def takes_money(dossier: Dossier, notice: FeeNotice) -> bool:
    """Say whether money that comes now pays a notice: an answer to a claim may still be out."""
    return notice.state in AWAITED and dossier.state not in states.FINAL


def to_pay(dossier: Dossier) -> int:
    """Say what is to be paid for a dossier now, in đồng."""
    return 0 if dossier.state in states.FINAL else dossier.fee_due


def open_fee(session: Session, dossier: Dossier) -> Owed | None:
    """Give what a citizen has to pay now, if anything."""
    return next((one for one in of(session, dossier) if payable(dossier, one.notice)), None)
