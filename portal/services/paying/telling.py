"""Writes what agencies are told of a fee: a claim, one taken back, a payment, its receipts.

Each is a message: in words for whoever reads it, in fields for the agency's own system.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from connectors import fees, messages
from connectors.claims import Claim, ClaimTakenBack
from connectors.fees import FeeKind, Paid, PaidBy, ReceiptNumber, ReceiptsBecause, ReceiptsChanged
from forms.amounts import written
from portal import clock
from portal.models import Event
from portal.runtime import Runtime
from portal.services import content, events
from portal.services.content import Content
from portal.services.paying import claiming, notices, taking_back
from portal.services.paying.receipts import finding, issuing
from portal.services.paying.receipts.issuing import Said

_LONGEST = 2_000
"""Characters of a message's text (docs/partners/one-stop.md)."""
_WAYS = {"platform": "thanh toán trực tuyến", "transfer": "chuyển khoản", "counter": "tại quầy"}
_BECAUSE = {
    ReceiptsBecause.CORRECTED: "Khoản này vẫn là đã nộp.",
    ReceiptsBecause.REFUNDED: "Tiền được trả lại cho người nộp.",
    ReceiptsBecause.NOT_PAID: "Tiền mặt đã trả lại hoặc ghi nhầm: khoản này coi như chưa nộp.",
}


def claimed(rt: Runtime, found: Content, told: Event, key: str) -> messages.Message:
    """Write what the agency is sent when a citizen claims an exemption (miễn, giảm) with proof."""
    said = events.private(found.safe, told)
    # What was claimed before claims had fields goes as it would have gone then.
    fields = said.get(claiming.FIELDS)
    return messages.Message(
        code=found.dossier.code,
        id=key,
        text=_fit(f"Đề nghị miễn, giảm phí, lệ phí.\n{said['text']}"),
        files=content.enclosed(rt, found, told),
        sent_at=told.occurred_at,
        money=Claim.of(fields) if fields else None,
    )


def _fit(text: str) -> str:
    """Keep to what a message may be long; the fields beside it have every word."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def taken_back(_: Runtime, found: Content, told: Event, key: str) -> messages.Message:
    """Write what the agency is sent when a citizen has taken a claim back."""
    claim = taking_back.claim_id(found.dossier, told)
    return messages.Message(
        code=found.dossier.code,
        id=key,
        text="Người dân rút đề nghị miễn, giảm phí, lệ phí và sẽ nộp. Không cần trả lời nữa.",
        files=(),
        sent_at=told.occurred_at,
        money=ClaimTakenBack(claim, told.facts["number"]),
    )


def paid(session: Session, found: Content, told: Event, key: str) -> messages.Message:
    """Write what the agency is sent when a fee was paid."""
    return messages.Message(
        code=found.dossier.code,
        id=key,
        text=_said(told),
        files=(),
        sent_at=told.occurred_at,
        # What was paid before payments had fields goes as it would have gone then.
        money=_paid(session, found, told) if "lines" in told.facts else None,
    )


def _paid(session: Session, found: Content, told: Event) -> Paid:
    facts = told.facts
    lines = notices.owed(session, found.dossier, facts["number"]).lines
    return Paid(
        fee=facts["number"],
        amount=facts["amount"],
        lines=tuple(
            fees.FeeLine(one.code, one.name, FeeKind(one.kind), notices.due(one)) for one in lines
        ),
        way=PaidBy(facts["way"]),
        paid_at=told.occurred_at,
        reference=facts["reference"],
        receipts=_receipts(facts.get("receipts") or ()),
    )


def _receipts(facts: Iterable[Mapping[str, Any]]) -> tuple[ReceiptNumber, ...]:
    return tuple(
        ReceiptNumber(
            FeeKind(one["kind"]), one["symbol"], issuing.printed(one["number"]), one["amount"]
        )
        for one in facts
    )


def receipts(session: Session, found: Content, told: Event, key: str) -> messages.Message:
    """Write what the agency is sent when a receipt is cancelled, replaced, or issued afterwards."""
    facts, rows = told.facts, finding.told_by(session, found.dossier, told)
    cancelled = [facts["cancelled"]] if "cancelled" in facts else []
    changed = ReceiptsChanged(
        fee=facts["number"],
        because=ReceiptsBecause(facts.get("because", ReceiptsBecause.ISSUED_LATE)),
        changed_at=told.occurred_at,
        cancelled=_receipts(cancelled),
        issued=_receipts(facts["receipts"]),
        payer=Said.read(found.safe, rows[0]).payer if rows else "",
        reason=events.private(found.safe, told).get("text") or "",
    )
    return messages.Message(
        code=found.dossier.code,
        id=key,
        text=_changed(changed),
        files=(),
        sent_at=told.occurred_at,
        money=changed,
    )


def _changed(what: ReceiptsChanged) -> str:
    """Say it as an officer reads it: which counts no more and why, and which does."""
    payer = f" Người nộp ghi trên biên lai: {what.payer}." if what.payer else ""
    said = [
        *(f"Đã hủy {_named(one)}. {_BECAUSE[what.because]}" for one in what.cancelled),
        *(f"Đã lập {_named(one)}.{payer}" for one in what.issued),
        f"Nội dung biên bản hủy: {what.reason}" if what.reason else "",
    ]
    return _fit("\n".join(filter(None, said)))


def _named(one: ReceiptNumber) -> str:
    return f"biên lai {one.symbol} số {one.number}, {written(one.amount)} đồng"


def _said(told: Event) -> str:
    """Say it as an officer reads it: how much, how, when, and the number it is found by."""
    facts, at = told.facts, clock.local(told.occurred_at)
    number = f", mã giao dịch {facts['reference']}" if facts.get("reference") else ""
    return (
        f"Người dân đã nộp phí, lệ phí: {written(facts['amount'])} đồng, "
        f"{_WAYS[facts['way']]}, lúc {at:%H:%M ngày %d/%m/%Y}{number}."
    )
