"""The register of dossiers (Sổ theo dõi hồ sơ), and what the queue shows, as CSV or XLSX."""

from collections.abc import Iterator

from flask import make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.papers import tables
from portal.runtime import Runtime
from portal.services.desk import queue, register
from portal.services.desk.dealing import Desk
from portal.services.desk.queue import Wanted
from portal.services.desk.register import Days
from portal.services.operations import deeds
from portal.web import dates
from portal.web.citizen.downloads import to_be_saved
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded
from portal.web.desk.queue import read_wanted

blueprint = guarded("desk_register", __name__)
_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get(f"{addresses.QUEUE}/so-theo-doi")
def ask(agency: str) -> Response:
    """Ask for which days."""
    today = clock.today()
    month = f"{today.replace(day=1):%d/%m/%Y}"
    return _page(agency, {"tu": month, "den": f"{today:%d/%m/%Y}"})


@blueprint.post(f"{addresses.QUEUE}/so-theo-doi/<kind>")
def give(agency: str, kind: str) -> Response:
    """Give the register as a file; that somebody took it along is written down."""
    if kind not in _TYPES:
        raise NotFound(kind)
    typed = {name: request.form.get(name, "") for name in ("tu", "den")}
    first, last = dates.day(typed["tu"]), dates.day(typed["den"])
    errors = {
        name: _("Nhập ngày, ví dụ 05/12/2026")
        for name, day in (("tu", first), ("den", last))
        if day is None
    }
    if first is None or last is None:
        return _page(agency, typed, errors)
    try:
        days = Days(first, last)
    except Unacceptable:
        said = _("Ngày cuối phải sau ngày đầu, và không quá một năm")
        return _page(agency, typed, {"den": said})
    with writing() as session:
        at = desk(session, agency)
        told = {"from": first.isoformat(), "to": last.isoformat(), "as": kind}
        deeds.record(session, at.officer.acting(), "register_taken", f"agency:{agency}", told)
    answer = Response(_file(rt(), at, days, kind), mimetype=_TYPES[kind])
    return to_be_saved(answer, f"so-theo-doi-{agency}-{first:%Y%m%d}-{last:%Y%m%d}.{kind}")


@blueprint.post(f"{addresses.QUEUE}/danh-sach/<kind>")
def give_queue(agency: str, kind: str) -> Response:
    """Give what the queue shows as a file, every page of it; that is written down, too."""
    if kind not in _TYPES:
        raise NotFound(kind)
    wanted = read_wanted(request.form)
    with writing() as session:
        at = desk(session, agency)
        told = {"tray": str(wanted.tray), "searched": bool(wanted.search), "as": kind}
        deeds.record(session, at.officer.acting(), "queue_taken", f"agency:{agency}", told)
    answer = Response(_queue_file(rt(), at, wanted, kind), mimetype=_TYPES[kind])
    return to_be_saved(answer, f"danh-sach-{agency}-{clock.today():%Y%m%d}.{kind}")


def _queue_file(runtime: Runtime, at: Desk, wanted: Wanted, kind: str) -> Iterator[bytes]:
    """Write it while it is sent, as the register is."""
    with runtime.db.read() as session:
        asked = queue.asked(runtime, at.agency, wanted)
        cells = (row.cells for row in register.listed(session, runtime, asked))
        if kind == "csv":
            yield from tables.as_csv(register.TITLES, cells)
            return
        now = clock.local(clock.now())
        heading = (at.agency.name, "DANH SÁCH HỒ SƠ", f"Lúc {now:%H:%M} ngày {now:%d/%m/%Y}")
        yield from tables.as_xlsx(heading, register.TITLES, cells)


def _file(runtime: Runtime, at: Desk, days: Days, kind: str) -> Iterator[bytes]:
    """Write the file while it is sent: no request is open then, so all it needs is given."""
    with runtime.db.read() as session:
        cells = (row.cells for row in register.rows(session, runtime, at.agency, days))
        if kind == "csv":
            yield from tables.as_csv(register.TITLES, cells)
            return
        heading = (
            at.agency.name,
            "SỔ THEO DÕI HỒ SƠ",
            f"Từ ngày {days.first:%d/%m/%Y} đến ngày {days.last:%d/%m/%Y}",
        )
        yield from tables.as_xlsx(heading, register.TITLES, cells)


def _page(agency: str, typed: dict[str, str], errors: dict[str, str] | None = None) -> Response:
    with reading() as session:
        at = desk(session, agency)
    lines = [ErrorLine(name, said) for name, said in (errors or {}).items()]
    page = render_template(
        "desk/register.html", at=at, typed=typed, errors=errors or {}, lines=lines
    )
    return make_response(page, 422 if errors else 200)
