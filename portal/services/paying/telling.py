"""Writes what agencies are told of a fee: a claim, one that was taken back, a payment.

Each is a message: in words for whoever reads it, in fields for the agency's own system.
"""

from sqlalchemy.orm import Session

from connectors import fees, messages
from connectors.claims import Claim, ClaimTakenBack
from connectors.fees import FeeKind, Paid, PaidBy, ReceiptNumber
from forms.amounts import written
from portal import clock
from portal.models import Event
from portal.runtime import Runtime
from portal.services import content, events
from portal.services.content import Content
from portal.services.paying import claiming, notices, taking_back
from portal.services.paying.receipts import issuing

_WAYS = {"platform": "thanh toán trực tuyến", "transfer": "chuyển khoản", "counter": "tại quầy"}


def claimed(rt: Runtime, found: Content, told: Event, key: str) -> messages.Message:
    """Write what the agency is sent when a citizen claims an exemption (miễn, giảm) with proof."""
    said = events.private(found.safe, told)
    # What was claimed before claims had fields goes as it would have gone then.
    fields = said.get(claiming.FIELDS)
    return messages.Message(
        code=found.dossier.code,
        id=key,
        text=f"Đề nghị miễn, giảm phí, lệ phí.\n{said['text']}",
        files=content.enclosed(rt, found, told),
        sent_at=told.occurred_at,
        money=Claim.of(fields) if fields else None,
    )


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
        receipts=tuple(
            ReceiptNumber(
                FeeKind(one["kind"]), one["symbol"], issuing.printed(one["number"]), one["amount"]
            )
            for one in facts.get("receipts") or ()
        ),
    )


def _said(told: Event) -> str:
    """Say it as an officer reads it: how much, how, when, and the number it is found by."""
    facts, at = told.facts, clock.local(told.occurred_at)
    number = f", mã giao dịch {facts['reference']}" if facts.get("reference") else ""
    return (
        f"Người dân đã nộp phí, lệ phí: {written(facts['amount'])} đồng, "
        f"{_WAYS[facts['way']]}, lúc {at:%H:%M ngày %d/%m/%Y}{number}."
    )
