"""Bank statements (sao kê): transfers are known by their mark; what is not known stays in sight."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.db import insert_once
from portal.domain import paying, transfer_marks
from portal.domain.errors import Unacceptable
from portal.domain.paying import AWAITED, Effect, PaymentState, Word
from portal.models import Agency, BankLine, FeeNotice, Payment
from portal.runtime import Runtime
from portal.services import events
from portal.services.paying import notices, settling
from portal.services.paying.settling import Money

TRANSFER, NO_MARK = "transfer", "no_mark"
_UNCLEAR = ("other_sum", "ended")
_PURPOSE = "bank-statements"
_AMOUNT = re.compile(r"\+?[0-9]{1,3}(?:[.,]?[0-9]{3})*(?:[.,]0{1,2})?", re.ASCII)
_OUTCOMES = {Effect.PAYS: "paid", Effect.SURPLUS: "surplus"}


@dataclass(frozen=True)
class Columns:
    """What the columns of a bank's file are called."""

    reference: str = "reference"
    amount: str = "amount"
    text: str = "description"


@dataclass(frozen=True)
class Line:
    """One transfer that came in: the bank's own number, đồng, and what the payer wrote."""

    reference: str
    amount: int
    text: str = field(repr=False)


def read(text: str, columns: Columns) -> list[Line]:
    """Read a statement as CSV; money that went out is left aside.

    :raises Unacceptable: ``columns`` if one is missing, or ``line`` with its number: then nothing
        of the file counts, since a file that is half read is worse than none.
    """
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), dialect=_dialect(text))
    wanted = {columns.reference, columns.amount, columns.text}
    missing = sorted(wanted - {*(rows.fieldnames or ())})
    if missing:
        raise Unacceptable("columns", missing=", ".join(missing))
    return list(_lines(rows, columns))


def _dialect(text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text.splitlines()[0], ",;\t")
    except (csv.Error, IndexError):
        return csv.excel


def _lines(rows: "csv.DictReader[str]", columns: Columns) -> Iterator[Line]:
    for number, row in enumerate(rows, start=2):
        said = (row.get(columns.amount) or "").strip().replace(" ", "")
        if not said or said.startswith("-"):
            continue
        reference = (row.get(columns.reference) or "").strip()
        if not _AMOUNT.fullmatch(said) or not reference:
            raise Unacceptable("line", number=number)
        whole = re.sub(r"[.,]0{1,2}\Z", "", said)
        yield Line(reference, int(re.sub(r"\D", "", whole)), row.get(columns.text) or "")


def take(session: Session, rt: Runtime, agency: Agency, line: Line) -> str | None:
    """Take one transfer in; None if this line was taken before. Tells what became of it.

    Whoever keeps the line takes it: of two people who bring one statement at once, the second
    waits for the first and finds it known.
    """
    if not _keep(session, rt, agency, line):
        return None
    row = session.get_one(BankLine, (agency.id, line.reference), populate_existing=True)
    notice = _meant(session, agency, line)
    if notice is not None:
        row.mark, row.outcome = notice.mark, _settle(session, rt, (agency, notice), line)
    session.flush()
    return row.outcome


def take_all(rt: Runtime, agency: Agency, lines: Sequence[Line]) -> Counter[str]:
    """Take a statement in, each line in a transaction of its own; the same file twice is once."""
    counted: Counter[str] = Counter()
    for line in lines:
        with rt.db.write() as session:
            counted[take(session, rt, agency, line) or "known"] += 1
    return counted


def unclear(session: Session, notice: FeeNotice) -> Sequence[int]:
    """List what came for a fee and did not pay it, in đồng: another sum, or too late.

    It waits for a person, who finds out whose it is and closes it.
    """
    query = sa.select(BankLine.amount).where(
        BankLine.agency_id == notice.home_agency_id,
        BankLine.mark == notice.mark,
        BankLine.outcome.in_(_UNCLEAR),
    )
    return session.scalars(query.order_by(BankLine.read_at, BankLine.reference)).all()


def _meant(session: Session, agency: Agency, line: Line) -> FeeNotice | None:
    """Find the fee of this agency that a transfer names; one that names several is nobody's."""
    marks = transfer_marks.found_in(line.text)
    query = sa.select(FeeNotice).where(
        FeeNotice.mark.in_(marks), FeeNotice.home_agency_id == agency.id
    )
    found = session.scalars(query).all()
    return found[0] if len(found) == 1 else None


def _settle(session: Session, rt: Runtime, to: tuple[Agency, FeeNotice], line: Line) -> str:
    agency, notice = to
    dossier = events.lock(session, notice.home_agency_id, notice.dossier_id)
    session.refresh(notice)
    if notice.state in AWAITED and line.amount != notice.total:
        return "other_sum"
    if notice.state in AWAITED and not notices.takes_money(dossier, notice):
        return "ended"
    now, payment_id = clock.now(), crypto.uuid7()
    payment = Payment(
        **notices.place(dossier).columns,
        id=payment_id,
        number=notice.number,
        way=TRANSFER,
        transaction=f"bank-{agency.code}-{line.reference}",
        amount=line.amount,
        state=PaymentState.CREATED,
        begun_at=now,
    )
    session.add(payment)
    session.flush()
    money = Money(Word(paying.PaymentState.PAID, line.amount), line.reference, now)
    return _OUTCOMES[settling.settle(session, rt, dossier, payment, money)]


def _keep(session: Session, rt: Runtime, agency: Agency, line: Line) -> bool:
    """Keep a line, of which nobody knows the purpose yet; False if it is kept already."""
    key_id = rt.keyring.current
    key = rt.keyring.derived(key_id, _PURPOSE)
    said = json.dumps({"text": line.text}, ensure_ascii=False).encode()
    return insert_once(
        session,
        BankLine,
        agency_id=agency.id,
        reference=line.reference,
        amount=line.amount,
        mark="",
        outcome=NO_MARK,
        key_id=key_id,
        sealed=crypto.seal(key, said, f"{agency.code}/{line.reference}"),
        read_at=clock.now(),
    )
