"""Issues receipts in the transaction that settles a payment: one for phí, one for lệ phí.

The number is taken from a locked counter in that very transaction: a payment that fails takes
none, and one that is heard twice takes none a second time. The papers are a promise of their own.

Source: Nghị định 254/2026/NĐ-CP, Thông tư 91/2026/TT-BTC; docs/rules.md says how sure.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.db import insert_for
from portal.models import Dossier, Event, FeeReceipt, FeeReceiptNumber, Payee, Payment
from portal.runtime import Runtime
from portal.services import content, promises
from portal.services.content import Content
from portal.services.paying import notices, payees
from portal.services.paying.notices import Owed
from portal.services.promises import Errand
from portal.services.vault import Safe

DESTINATION, KIND = "receipts", "fee_receipt"
KINDS = ("phi", "le_phi")


@dataclass(frozen=True)
class Said:
    """What a receipt says, as it was frozen: ``lines`` are names and đồng of one kind."""

    agency: str
    payer: str = field(repr=False)
    code: str
    procedure: str
    procedure_name: str
    lines: Sequence[tuple[str, int]]
    way: str
    paid_at: str
    replaces: str = ""

    @classmethod
    def read(cls, safe: Safe, row: FeeReceipt) -> "Said":
        """Open what a receipt says."""
        kept: dict[str, Any] = safe.open_json(_label(row.id), row.sealed)
        return cls(**{**kept, "lines": [(name, amount) for name, amount in kept["lines"]]})


@dataclass(frozen=True)
class Series:
    """Under what an agency issues: template (mẫu số), symbol (ký hiệu), year, its tax code."""

    template: str
    symbol: str
    year: int
    tax_code: str


def series(payee: Payee | None) -> Series | None:
    """Say under what an agency issues today; None if no symbol was set for it."""
    if payee is None or not payee.symbol:
        return None
    year = clock.today().year
    symbol = payee.symbol.replace("{yy}", f"{year % 100:02d}")
    return Series(payee.template, symbol, year, payee.tax_code)


def serial(row: FeeReceipt) -> str:
    """Write a receipt's number as it bears it."""
    return printed(row.number)


def printed(number: int) -> str:
    """Write a number as receipts bear it."""
    return f"{number:07d}"


def issue(
    session: Session, rt: Runtime, dossier: Dossier, paid: tuple[Owed, Payment]
) -> list[FeeReceipt]:
    """Issue the receipts for a fee of a locked dossier that was just paid: one for each kind.

    None where the agency has no symbol, or where they were issued before.
    """
    owed, payment = paid
    under = series(payees.of(session, dossier.home_agency_id))
    if under is None or _issued(session, payment):
        return []
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    return [
        _numbered(session, found, under, (payment, said, kind, 1))
        for kind in KINDS
        if (said := _said(found, owed, payment, kind)).lines
    ]


def again(session: Session, content: Content, row: FeeReceipt, payer: str) -> FeeReceipt:
    """Issue a receipt in the place of a cancelled one, for the same money; it names that one."""
    payment = session.get_one(Payment, (row.home_agency_id, row.dossier_id, row.payment_id))
    before = f"{row.symbol} số {serial(row)}"
    said = replace(Said.read(content.safe, row), payer=payer, replaces=before)
    under = series(payees.of(session, row.home_agency_id))
    under = under or Series(row.template, row.symbol, row.year, row.tax_code)
    made = _numbered(session, content, under, (payment, said, row.kind, row.version + 1))
    row.replaced_by = made.id
    return made


def promise(session: Session, dossier: Dossier, event: Event) -> None:
    """Promise the papers of the receipts an event tells of."""
    promises.make(session, dossier, event, Errand(DESTINATION, KIND, promises.ECHO))


def facts(row: FeeReceipt) -> Mapping[str, Any]:
    """Say of a receipt what its event tells: nothing of people."""
    return {
        "id": str(row.id),
        "kind": row.kind,
        "symbol": row.symbol,
        "number": row.number,
        "amount": row.amount,
    }


def _issued(session: Session, payment: Payment) -> bool:
    query = sa.select(sa.literal(1)).where(
        FeeReceipt.home_agency_id == payment.home_agency_id,
        FeeReceipt.dossier_id == payment.dossier_id,
        FeeReceipt.payment_id == payment.id,
    )
    return session.execute(query.limit(1)).first() is not None


def _said(found: Content, owed: Owed, payment: Payment, kind: str) -> Said:
    lines = [(one.name, notices.due(one)) for one in owed.lines if one.kind == kind]
    paid_at = payment.paid_at or clock.now()
    return Said(
        agency=found.agency.name,
        payer=found.submitter.full_name,
        code=found.dossier.code,
        procedure=found.form.code,
        procedure_name=found.form.name.vi,
        lines=[(name, amount) for name, amount in lines if amount],
        way=payment.way,
        paid_at=paid_at.isoformat(),
    )


def _numbered(
    session: Session, found: Content, under: Series, what: tuple[Payment, Said, str, int]
) -> FeeReceipt:
    (payment, said, kind, version), receipt_id = what, crypto.uuid7()
    row = FeeReceipt(
        **notices.place(found.dossier).columns,
        id=receipt_id,
        payment_id=payment.id,
        fee=payment.number,
        kind=kind,
        version=version,
        template=under.template,
        symbol=under.symbol,
        year=under.year,
        number=_next(session, found.dossier.home_agency_id, under),
        tax_code=under.tax_code,
        amount=sum(amount for _, amount in said.lines),
        issued_at=clock.now(),
        sealed=found.safe.seal_json(_label(receipt_id), vars(said)),
    )
    session.add(row)
    session.flush()
    return row


def _next(session: Session, agency_id: uuid.UUID, under: Series) -> int:
    key = {"agency_id": agency_id, "symbol": under.symbol, "year": under.year}
    statement = insert_for(session, FeeReceiptNumber).values(**key, last=1)
    raised = statement.on_conflict_do_update(
        index_elements=list(key), set_={"last": FeeReceiptNumber.last + 1}
    )
    return session.execute(raised.returning(FeeReceiptNumber.last)).scalar_one()


def _label(receipt_id: uuid.UUID) -> str:
    return f"fee_receipt/{receipt_id}"
