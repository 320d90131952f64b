"""Sample values of money that waits for a person."""

import uuid
from datetime import UTC, date, datetime

from portal.models import BankLine, Payment, PaymentDifference, Refund
from portal.services.operations.loose_money import Doubt, Loose, Owed, Transfer
from portal.web.console.asking import Asked

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
LINE = BankLine(reference="FT26327000001", amount=15_000, outcome="other_sum", read_at=NOON)
PAYMENT = Payment(
    transaction="01939a2b7c4d7e5f8a9b0c1d2e3f4a5b",
    amount=16_000,
    problem="9000 đồng were paid, 16000 were asked for",
    begun_at=NOON,
)
REFUND = Refund(
    id=uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b"),
    amount=15_000,
    state="due",
    asked_at=NOON,
    asked_by="Lê Thị Bình Mẫu",
)
BY_HAND = Refund(id=uuid.UUID(int=7), amount=8_000, state="approved", asked_at=NOON, asked_by="")
REFUSED = Refund(id=uuid.UUID(int=8), amount=16_000, state="approved", asked_at=NOON, asked_by="")
DOUBTFUL = Refund(
    id=uuid.UUID(int=9),
    amount=16_000,
    state="approved",
    asked_at=NOON,
    asked_by="Lê Thị Bình Mẫu",
    out_at=NOON,
    sends=2,
)
DIFFERENCE = PaymentDifference(
    day=date(2026, 11, 22),
    transaction=PAYMENT.transaction,
    kind="not_paid_here",
    ours=None,
    theirs=16_000,
    seen_at=NOON,
)
LOOSE = Loose(
    [Transfer(LINE, "H41.92")],
    [Doubt(PAYMENT, "H41.92-261123-0007")],
    [
        Owed(REFUND, "H41.92-261123-0008"),
        Owed(BY_HAND, "H41.92-261123-0009"),
        Owed(REFUSED, "H41.92-261123-0010", True),
        Owed(DOUBTFUL, "H41.92-261123-0011", doubtful=True, transaction=PAYMENT.transaction),
    ],
    [DIFFERENCE],
)
NONE = Loose([], [], [], [])
WRONG = Asked(
    errors={
        "items": "Chọn ít nhất một khoản",
        "reason": "Ghi lý do",
        f"back-{BY_HAND.id}": "Nhập số giao dịch của ngân hàng hoặc của nền tảng",
    }
)
PAGES = {
    "money": {"loose": LOOSE, "ticked": (), "asked": Asked(), "done": ""},
    "money-none": {"loose": NONE, "ticked": (), "asked": Asked(), "done": "khep"},
    "money-error": {"loose": LOOSE, "ticked": ("line/H41.92/FT26327000001",), "asked": WRONG},
}
