"""The cash book: what was taken, what was taken back, and what each officer has of a day.

Source: docs/rules.md, *Fees*, says how sure the numbering is.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_for
from portal.domain.errors import NotFound
from portal.models import Agency, CashEntry, CashNumber, Dossier, Payment
from portal.services.operations.staff import Member

_Number = tuple[int, int]


@dataclass(frozen=True)
class Sums:
    """What an officer took on a day, what was taken back, in đồng; the rest is in their drawer."""

    officer: str
    taken: int
    back: int

    @property
    def left(self) -> int:
        """What they hand in at the end of the day."""
        return self.taken - self.back


@dataclass(frozen=True)
class Day:
    """A day of a book: its entries in the order of their numbers, and each officer's sums.

    ``undone`` are the labels of entries that were taken back, whenever that was.
    """

    day: date
    entries: Sequence[CashEntry]
    sums: Sequence[Sums]
    undone: frozenset[str]

    @property
    def left(self) -> int:
        """What is there of the day, in đồng."""
        return sum(one.amount for one in self.entries)


def enter(
    session: Session, agency: Agency, officer: Member, dossier: Dossier, payment: Payment
) -> CashEntry:
    """Enter cash that was taken for a fee, in the transaction that pays it."""
    return add(session, agency, officer, dossier, payment, amount=payment.amount)


def add(
    session: Session,
    agency: Agency,
    officer: Member,
    dossier: Dossier,
    payment: Payment,
    **more: Any,
) -> CashEntry:
    """Add an entry under the book's next number; ``more`` is its amount, and what it corrects."""
    now = clock.now()
    day = clock.day(now)
    entry = CashEntry(
        agency_id=agency.id,
        year=day.year,
        number=_next(session, agency.id, day.year),
        day=day,
        at=now,
        officer_id=officer.id,
        officer=officer.name,
        home_agency_id=dossier.home_agency_id,
        dossier_id=dossier.id,
        code=dossier.code,
        fee=payment.number,
        payment_id=payment.id,
        **more,
    )
    session.add(entry)
    session.flush()
    return entry


def _next(session: Session, agency_id: uuid.UUID, year: int) -> int:
    """Take the next number; if the transaction fails, nobody has seen it."""
    first = insert_for(session, CashNumber).values(agency_id=agency_id, year=year, last=1)
    raised = first.on_conflict_do_update(
        index_elements=["agency_id", "year"], set_={"last": CashNumber.last + 1}
    )
    return session.execute(raised.returning(CashNumber.last)).scalar_one()


def find(session: Session, agency: Agency, number: _Number) -> CashEntry:
    """Give an entry of an agency's book.

    :raises NotFound: if there is none of this number.
    """
    entry = session.get(CashEntry, (agency.id, *number))
    if entry is None:
        raise NotFound(f"cash entry {number}")
    return entry


def of(session: Session, agency: Agency, dossier: Dossier) -> Sequence[CashEntry]:
    """List what an agency's book holds about a dossier."""
    query = sa.select(CashEntry).where(
        CashEntry.agency_id == agency.id,
        CashEntry.home_agency_id == dossier.home_agency_id,
        CashEntry.dossier_id == dossier.id,
    )
    return session.scalars(query.order_by(CashEntry.year, CashEntry.number)).all()


def day(session: Session, agency: Agency, wanted: date) -> Day:
    """Read a day of an agency's book."""
    query = sa.select(CashEntry).where(CashEntry.agency_id == agency.id, CashEntry.day == wanted)
    entries = session.scalars(query.order_by(CashEntry.year, CashEntry.number)).all()
    return Day(wanted, entries, _sums(entries), _undone(session, agency, entries))


def _sums(entries: Sequence[CashEntry]) -> Sequence[Sums]:
    names = {one.officer_id: one.officer for one in entries}
    found = []
    for officer_id, name in names.items():
        amounts = [one.amount for one in entries if one.officer_id == officer_id]
        back = -sum(each for each in amounts if each < 0)
        found.append(Sums(name, sum(amounts) + back, back))
    return sorted(found, key=lambda one: one.officer)


def _undone(session: Session, agency: Agency, entries: Sequence[CashEntry]) -> frozenset[str]:
    numbers = [one.number for one in entries]
    query = sa.select(CashEntry).where(
        CashEntry.agency_id == agency.id,
        CashEntry.corrects_year.in_({one.year for one in entries}),
        CashEntry.corrects.in_(numbers),
    )
    return frozenset(filter(None, (one.corrected_label for one in session.scalars(query))))
