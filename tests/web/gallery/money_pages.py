"""Sample pages of fees at the desk."""

from dataclasses import replace
from datetime import date

from portal.models import CashEntry, FeeLine, FeeNotice
from portal.services.cash.book import Day, Sums
from portal.services.paying.notices import Owed
from portal.web.desk.cases import Case
from portal.web.desk.cash import Asked
from portal.web.desk.money import MoneyPage
from tests.web.gallery.dossiers import NOON

OFFICER = "Nguyễn Văn Tiếp Nhận"
DAY = date(2026, 11, 23)


def _cash(number: int, amount: int, corrects: int | None = None) -> CashEntry:
    return CashEntry(
        year=2026,
        number=number,
        day=DAY,
        at=NOON,
        amount=amount,
        officer=OFFICER,
        code="H41.92-261123-0007",
        corrects_year=2026 if corrects else None,
        corrects=corrects,
        reason="Ghi nhầm hồ sơ" if corrects else "",
    )


CASH = (_cash(1, 8_000), _cash(2, 15_000), _cash(3, -8_000, 1))


def book(at: object) -> dict[str, tuple[str, dict[str, object]]]:
    """Show a day of the cash book, and an entry that is about to be taken back."""
    found = Day(DAY, CASH, (Sums(OFFICER, 23_000, 8_000),), frozenset({CASH[0].label}))
    shown = {"at": at, "it": found, "typed": "23/11/2026", "errors": {}, "lines": (), "done": "x"}
    asked = Asked("", {"reason": "Ghi lý do đối ứng"})
    return {
        "cash-book": ("cash_book", shown),
        "cash-back": ("cash_back", {"at": at, "entry": CASH[1], "asked": asked}),
    }


def _line(number: int, name: str, kind: str, exemption: str = "") -> FeeLine:
    return FeeLine(line=number, name=name, kind=kind, amount=8_000, exemption=exemption)


def of(case: Case) -> MoneyPage:
    """Show a fee that waits and one that was paid."""
    lines = [_line(1, "Phí cấp bản sao (mẫu)", "phi"), _line(2, "Lệ phí (mẫu)", "le_phi")]
    waits = FeeNotice(number=2, state="open", total=16_000, made_at=NOON, settled_at=None)
    paid = FeeNotice(number=1, state="paid", total=8_000, made_at=NOON, settled_at=NOON)
    before = [lines[0], _line(2, "Lệ phí (mẫu)", "le_phi", "granted")]
    return MoneyPage(case, (Owed(waits, lines), Owed(paid, before)), frozenset({2}), CASH)


def wrong(case: Case) -> MoneyPage:
    """Show what has to be mended."""
    return replace(
        of(case),
        typed={"name1": "Phí thẩm định (mẫu)", "amount1": "năm mươi"},
        wrong={
            "amount1": "Nhập số tiền bằng đồng, ví dụ 30.000",
            "why": "Ghi căn cứ miễn và giấy tờ đã kiểm tra",
        },
    )
