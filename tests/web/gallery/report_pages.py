"""Sample values of reports: what is owed, a report being written, a signed one, what is done."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from forms import regimes
from portal.domain.report_moves import ReportDeed, ReportState
from portal.domain.reporting import Period, PeriodType, period
from portal.models import (
    Agency,
    Report,
    ReportFact,
    ReportMove,
    ReportObligation,
    ReportRequest,
    ReportRevision,
)
from portal.services.operations.staff import APPROVER, REPORTER, Member, Role
from portal.services.reports.collecting import Child
from portal.services.reports.drilling import Drilled, Part
from portal.services.reports.entries import Behind
from portal.services.reports.figures import Row, Subject
from portal.services.reports.listing import Line
from portal.services.reports.opening import Opened
from portal.services.reports.written import Heading, Written
from portal.services.vault import Safe
from portal.web.reports import present
from portal.web.reports.present import Happened, Shown, Typed

NOON = datetime(2026, 3, 16, 2, 41, tzinfo=UTC)
ID = uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b")
AT = Agency(id=ID, code="H41", name="Ủy ban nhân dân tỉnh (mẫu)")
BELOW = Agency(id=uuid.UUID(int=9), code="H41.92", name="UBND phường Trường Vinh (mẫu)")
MEMBER = Member(
    ID, "705", "Lê Thị Lập Báo Cáo", frozenset({Role(REPORTER, ID), Role(APPROVER, ID)})
)
REGIME = regimes.load_regimes()["II.06a/VPCP/KSTT"]


def report(state: ReportState, revision: int = 1, agency: Agency = AT) -> Report:
    """A report of the sample quarter."""
    return Report(
        home_agency_id=agency.id,
        id=ID,
        regime=REGIME.code,
        period_type=PeriodType.QUARTER,
        year=2026,
        number=1,
        first=date(2025, 12, 15),
        last=date(2026, 3, 14),
        due=date(2026, 3, 25),
        state=state,
        revision=revision,
        submitted_at=NOON if state == ReportState.SUBMITTED else None,
        trouble=None,
        row_version=3,
    )


def _row(path: list[str], code: str | None, label: str, more: int = 0) -> dict[str, Any]:
    figures = (1216 + more, 1000, 204, 12, 1010, 700, 300, 10, 206, 200, 6)
    values = dict(zip((column.id for column in REGIME.columns), figures, strict=True))
    return {"path": path, "code": code, "label": label, "values": values}


def _revision(broken: int = 0, **figures: object) -> ReportRevision:
    rows = [
        _row([], None, "Tổng cộng", broken),
        _row(["A"], "A", "Lĩnh vực giải quyết cấp tỉnh"),
        _row(["C"], "C", "Lĩnh vực giải quyết cấp xã"),
        _row(["C", "01"], "G15-TP07", "Hộ tịch"),
    ]
    kept: dict[str, Any] = {"rows": rows, "own": rows, "subjects": {}, "parts": [], "missing": []}
    told = {**kept, "differences": [], **figures}
    return ReportRevision(number=1, regime_hash="", figures=told, counted_at=NOON)


def _fact(what: str, item: str, label: str, count: int) -> ReportFact:
    return ReportFact(subject="H41.92", what=what, item=item, label=label, count=count)


CHANGED = [{"key": "C/G15-TP07", "label": "Hộ tịch", "changed": {"c3": [1216, 1217]}}]
NARRATIVE = tuple(Heading(each.vi, "Đã nhận đủ số liệu.") for each in REGIME.narrative)
OWES = ReportObligation(agency_id=ID, regime=REGIME.code, parent_id=None, collects=True)


def _opened(report: Report, revision: ReportRevision, words: Written) -> Opened:
    return Opened(AT, report, revision, REGIME, words, Safe(ID, b""), OWES, "G22")


def _happened(deed: ReportDeed, words: str = "") -> Happened:
    return Happened(ReportMove(deed=deed, revision=2, at=NOON, by="Lê Thị Lập Báo Cáo"), words)


HAPPENED = (
    _happened(ReportDeed.RESTATE, "Sót hồ sơ nhận qua bưu chính"),
    _happened(ReportDeed.FREEZE),
)
CHILDREN = (
    Child(BELOW, report(ReportState.SUBMITTED, 2, BELOW), 1),
    Child(Agency(id=uuid.UUID(int=8), code="H41.93", name="UBND xã Mẫu"), None, None),
)
WORDS = Written(NARRATIVE, "Sót hồ sơ nhận qua bưu chính", {})
DRAFT = Shown(
    it=_opened(report(ReportState.DRAFT), _revision(differences=CHANGED), WORDS),
    possible=frozenset({ReportDeed.EDIT, ReportDeed.COLLECT, ReportDeed.HAND_IN}),
    heads=present.heads(REGIME),
    happened=HAPPENED,
    children=CHILDREN,
    late=False,
    latest=True,
)
_SIGNED = _revision()
_SIGNED.signed_at, _SIGNED.document_hash = NOON, "ab" * 32
_SIGNED.pdf_seal = {
    "subject": "CN=Ủy ban nhân dân tỉnh (mẫu),C=VN",
    "serial": "5401a2b3c4d5e6f7",
    "state": "unverifiable",
}
SENT = replace(
    DRAFT,
    it=_opened(report(ReportState.SUBMITTED), _SIGNED, Written(NARRATIVE)),
    possible=frozenset({ReportDeed.RESTATE}),
)
RETURNED = replace(
    SENT,
    it=_opened(report(ReportState.RETURNED), _SIGNED, Written(NARRATIVE)),
    happened=(_happened(ReportDeed.RETURN, "Cột 10 chưa khớp với báo cáo tháng"), *HAPPENED),
)
WRONG = replace(DRAFT, it=_opened(report(ReportState.DRAFT), _revision(3), WORDS))
TYPED = Typed(("x",) * 3, (), "", {"text-1": "Nội dung quá dài. Mỗi mục tối đa 20.000 ký tự"})
REFUSED = Typed(words=" ", errors={"words": "Ghi lý do để người lập báo cáo biết cần sửa gì"})
_QUARTERS = [period(PeriodType.QUARTER, 2026, number) for number in (3, 2, 1)]
_ASKED = Period(PeriodType.CUSTOM, 2026, None, date(2026, 7, 1), date(2099, 9, 20))
REQUEST = ReportRequest(
    kind="ad_hoc", subject="Hồ sơ quá hạn sau sắp xếp đơn vị", document="12/VPCP-KSTT (mẫu)"
)
LINES = (
    Line(REGIME, _ASKED, date(2099, 9, 28), None, REQUEST),
    Line(REGIME, _QUARTERS[0], date(2099, 9, 25), None),
    Line(REGIME, _QUARTERS[1], date(2026, 6, 25), report(ReportState.UNCOUNTED)),
    Line(REGIME, _QUARTERS[2], date(2026, 3, 25), report(ReportState.SUBMITTED, 2)),
)
BEHIND = (
    Behind("H41.92-260105-0007", "1.001193", BELOW.name, "in_period", "online", "settled", "late"),
    Behind(None, None, BELOW.name, "before_period", "postal", "open", "on_time"),
)
DRILLED = Drilled(
    row=DRAFT.it.rows[-1],
    column=REGIME.columns[0],
    own=2,
    dossiers=BEHIND,
    more=True,
    parts=(Part(BELOW.name, str(ID), 1214),),
)
TRUC = regimes.load_regimes()["LT-01/TRUC"]
FACTS = Drilled(
    row=Row(("D",), Subject("D", "Đơn vị cấp xã"), {"c3": 42}),
    column=TRUC.columns[0],
    own=42,
    dossiers=(),
    more=False,
    parts=(),
    facts=(
        _fact("sent", "2026-01-05", "05/01/2026", 12),
        _fact("received", "2026-01-05", "05/01/2026", 30),
    ),
)
_DEED = {"at": AT, "it": SENT.it, "parent": None}

_SHOWN: dict[str, tuple[str, dict[str, object]]] = {
    "choose": ("choose", {"agencies": (AT, BELOW)}),
    "overview": ("overview", {"at": AT, "lines": LINES}),
    "draft": (
        "report",
        {"at": AT, "shown": DRAFT, "typed": Typed(), "done": "edit", "parent": None},
    ),
    "draft-error": (
        "report",
        {"at": AT, "shown": WRONG, "typed": TYPED, "done": "", "parent": None},
    ),
    "sent": (
        "report",
        {"at": AT, "shown": SENT, "typed": Typed(), "done": "submit", "parent": None},
    ),
    "returned": (
        "report",
        {"at": AT, "shown": RETURNED, "typed": Typed(), "done": "", "parent": None},
    ),
    "below-older": (
        "report",
        {
            "at": AT,
            "shown": replace(SENT, latest=False),
            "typed": Typed(),
            "done": "",
            "parent": AT,
        },
    ),
    "below": ("report", {"at": AT, "shown": SENT, "typed": Typed(), "done": "", "parent": AT}),
    "deed": ("deed", {**_DEED, "deed": "hand_in", "typed": Typed()}),
    "deed-error": ("deed", {**_DEED, "deed": "restate", "typed": REFUSED}),
    "cell-facts": (
        "cell",
        {
            "at": AT,
            "it": replace(DRAFT.it, regime=TRUC),
            "drilled": FACTS,
            "line": "D",
            "number": 1,
        },
    ),
    "cell": (
        "cell",
        {"at": AT, "it": DRAFT.it, "drilled": DRILLED, "line": "C/G15-TP07", "number": 2},
    ),
}
PAGES = {
    name: (f"reports/{template}.html", context) for name, (template, context) in _SHOWN.items()
}
