"""Sample pages of fees at the desk."""

import uuid
from dataclasses import replace
from datetime import date

from portal.models import CashEntry, Dossier, FeeLine, FeeNotice, FeeReceipt
from portal.services.cash.book import Day, Sums
from portal.services.paying.claiming import Entry
from portal.services.paying.notices import Owed
from portal.services.paying.receipts.issuing import Said
from portal.web.citizen.present import ErrorLine
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
    back = {1: "refused"}
    owed = (Owed(waits, lines), Owed(paid, before))
    return MoneyPage(case, owed, frozenset({2}), CASH, back, frozenset({2}))


def claimed(case: Case) -> MoneyPage:
    """Show a claim for an exemption, and what an officer left out of the answer."""
    lines = [_line(1, "Phí cấp bản sao (mẫu)", "phi"), _line(2, "Lệ phí (mẫu)", "le_phi")]
    waits = FeeNotice(number=1, state="claimed", total=16_000, made_at=NOON, settled_at=None)
    said = Entry(
        1, "exemption_claimed", NOON, "Người thuộc hộ nghèo\nGiấy chứng nhận gửi kèm (mẫu)."
    )
    typed = {"deed": "answer", "outcome": "reduce", "left1": "năm"}
    wrong = {"left1": "Nhập số tiền bằng đồng, ví dụ 30.000"}
    columns = Dossier.__table__.columns.keys()
    dossier = Dossier(**{name: getattr(case.dossier, name) for name in columns})
    dossier.claim_due = NOON
    waiting = replace(case, dossier=dossier)
    return MoneyPage(
        waiting, (Owed(waits, lines),), frozenset({1}), claims=(said,), typed=typed, wrong=wrong
    )


def shown(case: Case) -> dict[str, dict[str, object]]:
    """List the pages of fees, by name."""
    pages = {"money": of(case), "money-claimed": claimed(case), "money-error": wrong(case)}
    return {name: {"page": page, "it": page.case} for name, page in pages.items()}


def wrong(case: Case) -> MoneyPage:
    """Show what has to be mended."""
    return replace(
        of(case),
        typed={"fee": "1", "name1": "Phí thẩm định (mẫu)", "amount1": "năm mươi"},
        wrong={
            "amount1": "Nhập số tiền bằng đồng, ví dụ 30.000",
            "why": "Ghi căn cứ miễn và giấy tờ đã kiểm tra",
            "back_why": "Ghi lý do trả lại tiền",
        },
    )


def receipts() -> dict[str, object]:
    """Show receipts of some days, and days that cannot be."""
    rows = (_receipt(1, "phi"), _receipt(2, "le_phi"), _receipt(3, "phi"))
    states = ("replaced", "cancelled", "issued")
    case = type("Case", (), {"code": "H41.92-261123-0007"})
    return {
        "typed": {"tu": "01/11/2026", "den": "ngày mai"},
        "errors": {"den": "Nhập ngày, ví dụ 05/12/2026"},
        "lines": (ErrorLine("den", "Nhập ngày, ví dụ 05/12/2026"),),
        "listed": [(row, case, state) for row, state in zip(rows, states, strict=True)],
        "issues": False,
    }


def receipt() -> dict[str, object]:
    """Show a receipt that cannot be cancelled like this."""
    said = Said(
        agency="UBND phường (mẫu)",
        payer="Nguyễn Thị Mẫu",
        code="H41.92-261123-0007",
        procedure="2.000635",
        procedure_name="Cấp bản sao trích lục hộ tịch",
        lines=[("Phí cấp bản sao (mẫu)", 8_000)],
        way="platform",
        paid_at=NOON.isoformat(),
        replaces="MAU/26E số 0000001",
    )
    wrong = {"why": "Ghi số, ngày biên bản hủy và lý do"}
    return {
        "row": _receipt(3, "phi"),
        "code": said.code,
        "said": said,
        "state": "issued",
        "typed": {},
        "wrong": wrong,
        "lines": tuple(ErrorLine(name, told) for name, told in wrong.items()),
    }


def _receipt(number: int, kind: str) -> FeeReceipt:
    return FeeReceipt(
        id=uuid.UUID(int=number),
        kind=kind,
        template="01BLP-MAU",
        symbol="MAU/26E",
        year=2026,
        number=number,
        amount=8_000,
        issued_at=NOON,
        pdf_id=uuid.UUID(int=9),
        seal="a1b2c3",
    )
