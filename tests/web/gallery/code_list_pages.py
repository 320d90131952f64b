"""Sample values of code lists."""

from datetime import UTC, date, datetime

from forms.spec.words import Text
from portal.domain.catalogues import Change, Field
from portal.domain.code_lists import Listed, write_table
from portal.models import CatalogueVersion
from portal.services.catalogues.lists import About, Line
from portal.web.console.administration.typed import Typed

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
BY = "Phạm Thị Điều Hành (mẫu)"
REASON = {"reason": "Ghi lý do, để người sau hiểu vì sao"}
WHY = Text("Danh mục đổi khi Cổng lên phiên bản mới.", "It changes with a new version.")
TYPES = About("paper_types", Text("Mã giấy tờ", "Paper types"), "Biểu mẫu (mẫu)", "reported", True)
FIXED = About("provinces", Text("Tỉnh, thành phố", "Provinces"), "Mẫu", "verified", True, WHY)
OWN = About("loai_dat", Text("Loại đất (mẫu)", "Land (sample)"), "Thông tư mẫu", "unsure", False)
ROWS = (
    Listed("KQ.G01.000777", "Giấy khai sinh (bản chính, mẫu)", "Giấy khai sinh"),
    Listed("KQ.G01.000778", "Trích lục (mẫu)", parent="KQ.G01.000777", valid_to="2026-12-31"),
)


def version(number: int, state: str) -> CatalogueVersion:
    """A version that waits, or was approved."""
    settled = {"settled_at": NOON, "settled_by": "Đỗ Văn Giám Sát (mẫu)", "reason": "đã đối chiếu"}
    return CatalogueVersion(
        kind="list:paper_types",
        version=number,
        state=state,
        pulled_at=NOON,
        begins=date(2026, 11, 23),
        made_by=BY,
        made_for="theo công văn mẫu",
        **(settled if state == "applied" else {}),
    )


WAITING, APPLIED = version(2, "waiting"), version(1, "applied")
CHANGES = (
    Change("gone", "KQ.G01.000778", "Trích lục (mẫu)"),
    Change(
        "changed",
        "KQ.G01.000777",
        "Giấy khai sinh",
        (Field("name", "Khai sinh", "Giấy khai sinh"),),
    ),
    Change("added", "KQ.G01.000779", "Trích lục mới (mẫu)"),
)
_WRONG = {"table": "Dòng 2: chưa có tên", "file": "Tệp phải là CSV", **REASON}
PAGES = {
    "code-lists": (
        "code_lists",
        {"lines": (Line(TYPES, 59, APPLIED, WAITING), Line(FIXED, 34, None, None))},
    ),
    "code-list": (
        "code_list",
        {
            "line": Line(TYPES, 59, APPLIED, WAITING),
            "rows": ROWS,
            "found": 59,
            "asked": "giay",
            "history": (WAITING, APPLIED),
            "deeds": (),
            "done": "duyet",
        },
    ),
    "code-list-fixed": (
        "code_list",
        {
            "line": Line(FIXED, 0, None, None),
            "rows": (),
            "found": 0,
            "asked": "",
            "history": (),
            "deeds": (),
            "done": "",
        },
    ),
    "code-list-form-error": (
        "code_list_form",
        {"code": None, "typed": Typed({"code": "Loại"}, 0, {"certainty": "Chọn", **REASON})},
    ),
    "code-list-table-error": (
        "code_list_table",
        {
            "about": OWN,
            "typed": Typed({"table": write_table(ROWS), "begins": "01/12/2026"}, 2, _WRONG),
            "faults": ((2, "chưa có tên"), (4, "mã đã có ở dòng 2")),
            "count": 2,
        },
    ),
    "code-list-entry-error": (
        "code_list_entry",
        {
            "about": OWN,
            "typed": Typed({"code": "1"}, 2, {"name": "chưa có tên", **REASON}),
            "known": False,
        },
    ),
    "code-list-version": (
        "code_list_version",
        {
            "about": TYPES,
            "row": WAITING,
            "changes": CHANGES,
            "counts": {"gone": 1, "changed": 1, "added": 1},
            "typed": Typed({}, 0, REASON),
        },
    ),
}
