"""A house where dossiers cost something, and the platform they are paid through."""

from connectors import fees
from connectors.payment_messages import PaymentStatus, Settlement
from forms.loader import load
from portal.models import Agency, Dossier, FeeLine, Payment, Refund
from portal.runtime import Runtime
from portal.services import events, publishing
from portal.services.citizens import Signed
from portal.services.operations.deeds import Actor
from portal.services.paying import attempts, notices, payees, refunds, statements
from portal.services.paying.statements import Line
from tests.furnished import house

PROCEDURE = "9.000102"
FEES = """fees:
  - {id: charge, name: {vi: Phí xác nhận, en: Charge}, type: phi, amounts: {online: 8000}}
  - {id: duty, name: {vi: Lệ phí cư trú, en: Duty}, type: le_phi, amounts: {online: 7000}}
"""
SOURCE = house.SOURCE.replace(house.PROCEDURE, PROCEDURE) + FEES
TOTAL = 15_000
ACCOUNT = {
    "account": "0000000000",
    "bank": "970436",
    "holder": "KHO BAC (MAU)",
    "tax_code": "0000000000",
    "template": "01BLP-MAU",
    "symbol": "MAU/26E",
}


def submit(rt: Runtime, citizen: Signed, agency: Agency) -> Dossier:
    """Hand in a dossier that costs 8,000 đồng of phí and 7,000 of lệ phí."""
    with rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")
        payees.keep(session, agency.id, ACCOUNT)
    return house.begin(rt, citizen, agency, PROCEDURE).fill().attach().submit()


def paid(rt: Runtime, citizen: Signed, agency: Agency) -> Dossier:
    """Hand one in, and let its fees be paid by bank transfer."""
    dossier = submit(rt, citizen, agency)
    mark = owed(rt, dossier)[0].notice.mark
    statements.take_all(rt, agency, [Line(f"FT-{mark}", TOTAL, f"nop phi {mark}")])
    return house.again(rt, dossier)


def ask_back(rt: Runtime, dossier: Dossier, by: Actor) -> Refund:
    """Ask, as an officer, for what was paid for it to go back."""
    with rt.db.write() as session:
        locked = events.lock(session, *house.key(dossier))
        (payment,) = attempts.of(session, locked)
        return refunds.ask_for(session, rt, locked, payment, by)


def owed(rt: Runtime, dossier: Dossier) -> list[notices.Owed]:
    """Read what a dossier's citizen was asked for."""
    with rt.db.read() as session:
        return notices.of(session, dossier)


def told(line: FeeLine, amount: int) -> fees.FeeLine:
    """Name a line of a fee as its agency would, with another sum."""
    return fees.FeeLine(line.code, line.name, fees.FeeKind(line.kind), amount)


def payments(rt: Runtime, dossier: Dossier) -> list[Payment]:
    """Read the tries to pay it."""
    with rt.db.read() as session:
        return list(attempts.of(session, dossier))


def said(payment: Payment, status: str = "paid", amount: int | None = TOTAL) -> Settlement:
    """Say of a payment what the platform might."""
    return Settlement(payment.transaction, PaymentStatus(status), amount, "NH1")
