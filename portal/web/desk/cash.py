"""The cash book of a desk (sổ quỹ): a day with each officer's sums, slips, and taking cash back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.papers import tables
from portal.services import content
from portal.services.cash import book, taking_back
from portal.services.cash.book import Day
from portal.services.desk import slips
from portal.services.operations import deeds
from portal.web import dates
from portal.web.citizen.downloads import send_paper, to_be_saved
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_cash", __name__)
CASH = f"{addresses.QUEUE}/so-quy"
ENTRY = f"{CASH}/<int:year>/<int:number>"
TITLES = ("Số", "Lúc", "Mã hồ sơ", "Người thu", "Thu (đồng)", "Chi (đồng)", "Đối ứng", "Lý do")
_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LONGEST = 500


@dataclass(frozen=True)
class Asked:
    """Why cash is taken back, as typed, and what is wrong with it."""

    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """What is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())


@blueprint.get(CASH)
def show(agency: str) -> Response:
    """Show a day of the book."""
    said = request.args.get("ngay", "")
    day = dates.day(said) if said else clock.today()
    errors = {} if day else {"ngay": _("Nhập ngày, ví dụ 05/12/2026")}
    with reading() as session:
        at = desk(session, agency)
        found = book.day(session, at.agency, day or clock.today())
    page = render_template(
        "desk/cash_book.html",
        at=at,
        it=found,
        typed=said or f"{found.day:%d/%m/%Y}",
        errors=errors,
        lines=[ErrorLine(name, words) for name, words in errors.items()],
        done=request.args.get("xong", ""),
    )
    return make_response(page, 422 if errors else 200)


@blueprint.post(f"{CASH}/<kind>")
def give(agency: str, kind: str) -> Response:
    """Give a day of the book as a file to print or keep; that it was taken is written down."""
    day = dates.day(request.form.get("ngay", ""))
    if kind not in _TYPES or day is None:
        raise NotFound(kind)
    with writing() as session:
        at = desk(session, agency)
        found = book.day(session, at.agency, day)
        told = {"day": day.isoformat(), "as": kind}
        deeds.record(session, at.officer.acting(), "cash_book_taken", f"agency:{agency}", told)
    rows = tuple(_cells(found))
    if kind == "csv":
        made = tables.as_csv(TITLES, rows)
    else:
        heading = (at.agency.name, "SỔ QUỸ TIỀN MẶT", f"Ngày {day:%d/%m/%Y}")
        made = tables.as_xlsx(heading, TITLES, rows)
    answer = Response(made, mimetype=_TYPES[kind])
    return to_be_saved(answer, f"so-quy-{agency}-{day:%Y%m%d}.{kind}")


def _cells(found: Day) -> Sequence[Sequence[tables.Cell]]:
    rows: list[Sequence[tables.Cell]] = []
    for one in found.entries:
        taken, back = (one.amount, None) if one.amount > 0 else (None, -one.amount)
        undone = one.corrected_label or ""
        rows.append(
            (one.label, _local(one.at), one.code, one.officer, taken, back, undone, one.reason)
        )
    for each in found.sums:
        rows.append(("Cộng", None, "", each.officer, each.taken, each.back, "", ""))
    return rows


def _local(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M:%S %d/%m/%Y}"


@blueprint.get(f"{ENTRY}/phieu.pdf")
def slip(agency: str, year: int, number: int) -> Response:
    """Press the slip of an entry, to be signed by who pays and who takes."""
    with reading() as session:
        at = desk(session, agency)
        entry = book.find(session, at.agency, (year, number))
        found = content.read(session, rt(), entry.home_agency_id, entry.dossier_id)
        pressed = slips.cash_slip(session, rt(), found, (at.agency, entry))
    return send_paper(pressed, f"{entry.label}.pdf")


@blueprint.get(f"{ENTRY}/doi-ung")
def ask(agency: str, year: int, number: int) -> Response:
    """Ask why cash is taken back."""
    return _page(agency, (year, number), Asked())


@blueprint.post(f"{ENTRY}/doi-ung")
def take_back(agency: str, year: int, number: int) -> Response:
    """Enter that it was taken back, or show why it cannot be."""
    asked = Asked(request.form.get("reason", "")[:_LONGEST])
    try:
        with writing() as session:
            at = desk(session, agency)
            who = (at.agency, at.officer)
            back = taking_back.take_back(session, rt(), who, (year, number), asked.reason)
    except Unacceptable as error:
        asked.errors["reason"] = _worded(error.reason)
        return _page(agency, (year, number), asked, 422)
    return redirect(f"{addresses.cash(agency, back.day)}&xong={back.label}", 303)


def _worded(reason: str) -> str:
    said: dict[str, str] = {
        "reason": _("Ghi lý do đối ứng"),
        "counter": _("Đây đã là bút toán đối ứng, không đối ứng lần nữa"),
        "again": _("Phiếu này đã được đối ứng"),
        "refund": _("Khoản này đang được trả lại theo đường hoàn tiền"),
    }
    return said[reason]


def _page(agency: str, which: tuple[int, int], asked: Asked, status: int = 200) -> Response:
    with reading() as session:
        at = desk(session, agency)
        entry = book.find(session, at.agency, which)
    page = render_template("desk/cash_back.html", at=at, entry=entry, asked=asked)
    return make_response(page, status)
