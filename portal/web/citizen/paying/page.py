"""Draws what a citizen owes for a dossier, line by line, and how it can be paid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from forms.lookups.banks import BANKS
from portal import clock
from portal.domain import states as moves
from portal.domain.paying import UNSETTLED, FeeState, PaymentState, RefundState
from portal.models import FeeReceipt, Payee, Payment, Refund
from portal.services.content import Content
from portal.services.paying import attempts, claiming, notices, payees, refunds, statements
from portal.services.paying.claiming import Entry
from portal.services.paying.notices import Owed
from portal.services.paying.receipts import finding, issuing, register
from portal.web.citizen import addresses
from portal.web.citizen.paying import claims
from portal.web.citizen.paying.present import (
    Due,
    Group,
    PayingPage,
    Receipt,
    Row,
    Transfer,
)

_KINDS = ("phi", "le_phi")


@dataclass(frozen=True)
class Ledger:
    """What was asked of a citizen, what was paid, and into which account."""

    content: Content
    owed: Sequence[Owed]
    payments: Sequence[Payment] = field(repr=False)
    refunds: Sequence[Refund] = field(repr=False)
    payee: Payee | None
    online: bool
    receipts: Sequence[FeeReceipt] = field(default=(), repr=False)
    claims: Sequence[Entry] = field(default=(), repr=False)
    claimable: frozenset[int] = frozenset()
    unclear: Mapping[int, Sequence[int]] = field(default_factory=dict)


def ledger(session: Session, content: Content, *, online: bool) -> Ledger:
    """Read what the page shows; ``online``: there is a platform to pay through."""
    dossier = content.dossier
    payee = payees.of(session, dossier.home_agency_id)
    asked = notices.of(session, dossier)
    paid, back = attempts.of(session, dossier), refunds.of(session, dossier)
    receipts, said = finding.of(session, dossier), claiming.history(session, content)
    may = (one.notice for one in asked if claiming.possible(session, dossier, one.notice))
    claimable = frozenset(one.number for one in may)
    return Ledger(
        content,
        asked,
        paid,
        back,
        payee,
        online,
        receipts,
        claims=said,
        claimable=claimable,
        unclear={one.notice.number: statements.unclear(session, one.notice) for one in asked},
    )


def under_way(book: Ledger) -> list[str]:
    """Name the payments on the platform by which money may still come."""
    return [
        one.transaction
        for one in book.payments
        if one.way == attempts.PLATFORM and one.state in UNSETTLED
    ]


def paying_page(book: Ledger, language: str) -> PayingPage:
    """Draw it, what is to be paid first."""
    dossier, form, agency = book.content.dossier, book.content.form, book.content.agency
    english = language == "en"
    asked = [one for one in book.owed if one.notice.state != FeeState.REPLACED]
    return PayingPage(
        code=dossier.code,
        procedure=form.name.in_("en" if english else "vi"),
        agency=agency.name_in(language),
        back_href=addresses.dossier(dossier.code),
        dues=tuple(_due(book, one) for one in reversed(asked)),
        surplus=_back(book, refunds.SURPLUS, RefundState.DUE, RefundState.APPROVED),
        going_back=_back(book, refunds.OFFICER, RefundState.APPROVED),
        returned=sum(one.amount for one in book.refunds if one.state == RefundState.SENT),
        ended=dossier.state in moves.FINAL,
        check=addresses.check_payment(dossier.code),
    )


def _back(book: Ledger, reason: str, *states: RefundState) -> int:
    found = (one for one in book.refunds if one.reason == reason and one.state in states)
    return sum(one.amount for one in found)


def _due(book: Ledger, owed: Owed) -> Due:
    notice, dossier, state = owed.notice, book.content.dossier, _state(book, owed)
    may = notices.payable(dossier, notice) and book.payee is not None and state != "doubt"
    return Due(
        number=notice.number,
        state=state,
        total=notice.total,
        groups=tuple(_groups(owed)),
        by=clock.day(notice.due_at) if notice.due_at else None,
        settled_at=notice.settled_at,
        way=next((one.way for one in book.payments if one.id == notice.payment_id), ""),
        online=addresses.pay_online(dossier.code, notice.number) if may and book.online else "",
        transfer=_transfer(book.payee, owed, dossier.code) if may and book.payee else None,
        receipts=tuple(_receipts(book, notice.number)),
        claim=_claim(book, notice.number),
        claims=claims.of_fee(dossier.code, book.claims, notice.number),
        take_back=_take_back(book, owed),
        turn=notice.claims,
        unclear=tuple(book.unclear.get(notice.number, ())),
        left=claiming.left(notice, taken_back=1),
    )


def _claim(book: Ledger, number: int) -> str:
    code = book.content.dossier.code
    return addresses.claim(code, number) if number in book.claimable else ""


def _take_back(book: Ledger, owed: Owed) -> str:
    dossier, number = book.content.dossier, owed.notice.number
    waits = owed.notice.state == FeeState.CLAIMED and dossier.state not in moves.FINAL
    return addresses.take_claim_back(dossier.code, number) if waits else ""


def _receipts(book: Ledger, number: int) -> Iterator[Receipt]:
    code = book.content.dossier.code
    for row in book.receipts:
        if row.fee == number:
            yield Receipt(
                kind=row.kind,
                symbol=row.symbol,
                serial=issuing.serial(row),
                amount=row.amount,
                state=register.state(row),
                pdf=addresses.fee_receipt(code, row.id, finding.PDF) if row.pdf_id else "",
                xml=addresses.fee_receipt(code, row.id, finding.XML) if row.xml_id else "",
            )


def _state(book: Ledger, owed: Owed) -> str:
    """Say honestly where it stands: money that may be on its way is neither paid nor unpaid."""
    begun = [one for one in book.payments if one.number == owed.notice.number]
    if owed.notice.state != FeeState.OPEN:
        return str(owed.notice.state)
    if any(_doubtful(one) for one in begun):
        return "doubt"
    waits = any(one.state in (PaymentState.PENDING, PaymentState.UNKNOWN) for one in begun)
    return "waiting" if waits else str(owed.notice.state)


def _doubtful(payment: Payment) -> bool:
    """Whether the platform said something of it that fits no fee: its page was there to be paid."""
    return payment.state == PaymentState.UNKNOWN and payment.sealed_url is not None


def _groups(owed: Owed) -> Iterator[Group]:
    """Keep phí and lệ phí apart, each with its own sum."""
    for kind in _KINDS:
        lines = [line for line in owed.lines if line.kind == kind]
        if lines:
            rows = tuple(Row(one.name, one.amount, one.exemption) for one in lines)
            yield Group(kind, rows, owed.subtotal(kind))


def _transfer(payee: Payee, owed: Owed, code: str) -> Transfer:
    bank = BANKS.get(payee.bank)
    return Transfer(
        holder=payee.holder,
        account=payee.account,
        bank=bank.label if bank else payee.bank,
        mark=owed.notice.mark,
        picture=addresses.transfer_picture(code, owed.notice.number),
    )
