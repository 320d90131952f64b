"""A register of documents as a file: days asked for, then CSV or XLSX."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask import make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.documents import Direction
from portal.domain.errors import NotFound
from portal.models import Agency
from portal.papers import tables
from portal.runtime import Runtime
from portal.services.documents import register
from portal.services.operations import deeds
from portal.web import dates
from portal.web.citizen.downloads import to_be_saved
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk.documents import places
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_document_book", __name__)
_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LONGEST = timedelta(days=366)
_NAMES = {
    Direction.INCOMING: ("den", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"),
    Direction.OUTGOING: ("di", "SỔ ĐĂNG KÝ VĂN BẢN ĐI"),
}
Which = tuple[Direction, date, date]


@blueprint.get(f"{places.HOME}/so")
def ask(agency: str) -> Response:
    """Ask for which register and which days."""
    today = clock.today()
    first = f"{today.replace(day=1):%d/%m/%Y}"
    return _page(agency, {"so": "den", "tu": first, "den": f"{today:%d/%m/%Y}"}, {})


@blueprint.post(f"{places.HOME}/so/<kind>")
def give(agency: str, kind: str) -> Response:
    """Give the register as a file; that somebody took it along is written down."""
    if kind not in _TYPES:
        raise NotFound(kind)
    typed = {name: request.form.get(name, "") for name in ("so", "tu", "den")}
    first, last = dates.day(typed["tu"]), dates.day(typed["den"])
    errors = {n: _("Nhập ngày, ví dụ 05/12/2026")
              for n, day in (("tu", first), ("den", last)) if day is None}  # fmt: skip
    if first and last and not timedelta(0) <= last - first <= _LONGEST:
        errors["den"] = _("Ngày cuối phải sau ngày đầu, và không quá một năm")
    if errors or first is None or last is None:
        return _page(agency, typed, errors)
    direction = Direction.OUTGOING if typed["so"] == "di" else Direction.INCOMING
    with writing() as session:
        at = desk(session, agency)
        told = {"from": first.isoformat(), "to": last.isoformat(), "book": str(direction)}
        deeds.record(session, at.officer.acting(), "documents_taken", f"agency:{agency}", told)
    made = _file(rt(), at.agency, (direction, first, last), kind)
    name = f"so-van-ban-{_NAMES[direction][0]}-{agency}-{first:%Y%m%d}-{last:%Y%m%d}.{kind}"
    return to_be_saved(Response(made, mimetype=_TYPES[kind]), name)


def _file(runtime: Runtime, agency: Agency, which: Which, kind: str) -> Iterator[bytes]:
    """Write the file while it is sent: no request is open then, so all it needs is given."""
    direction, first, last = which
    titles = register.TITLES[direction]
    with runtime.db.read() as session:
        cells = register.rows(session, runtime, agency, which)
        if kind == "csv":
            yield from tables.as_csv(titles, cells)
            return
        days = f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
        yield from tables.as_xlsx((agency.name, _NAMES[direction][1], days), titles, cells)


def _page(agency: str, typed: dict[str, str], errors: dict[str, str]) -> Response:
    with reading() as session:
        at = desk(session, agency)
    lines = [ErrorLine(name, said) for name, said in errors.items()]
    page = render_template(
        "desk/documents/book.html", at=at, typed=typed, errors=errors, lines=lines
    )
    return make_response(page, 422 if errors else 200)
