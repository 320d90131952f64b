"""Sample pages of fees at the desk."""

from dataclasses import replace

from portal.models import FeeLine, FeeNotice
from portal.services.paying.notices import Owed
from portal.web.desk.cases import Case
from portal.web.desk.money import MoneyPage
from tests.web.gallery.dossiers import NOON


def _line(number: int, name: str, kind: str, exemption: str = "") -> FeeLine:
    return FeeLine(line=number, name=name, kind=kind, amount=8_000, exemption=exemption)


def of(case: Case) -> MoneyPage:
    """Show a fee that waits and one that was paid."""
    lines = [_line(1, "Phí cấp bản sao (mẫu)", "phi"), _line(2, "Lệ phí (mẫu)", "le_phi")]
    waits = FeeNotice(number=2, state="open", total=16_000, made_at=NOON, settled_at=None)
    paid = FeeNotice(number=1, state="paid", total=8_000, made_at=NOON, settled_at=NOON)
    before = [lines[0], _line(2, "Lệ phí (mẫu)", "le_phi", "granted")]
    return MoneyPage(case, (Owed(waits, lines), Owed(paid, before)), frozenset({2}))


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
