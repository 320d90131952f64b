"""Agencies: who there is, what they are called and until when they take dossiers."""

import uuid
from dataclasses import replace
from datetime import date

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.lookups.places import VietnamProvinces
from forms.spec.hops import SYSTEM
from portal import clock
from portal.domain.codes import CodeMalformed
from portal.domain.errors import Conflict, Unacceptable
from portal.exchanges import trying
from portal.models import Agency
from portal.services import agencies as rows
from portal.services import letterheads
from portal.services.administration import agencies, calendars, connections
from portal.services.administration.agencies import Described
from portal.services.letterheads import Letterhead
from portal.services.operations import deeds
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded, operator
from portal.web.context import reading, rt, writing

blueprint = guarded("console_agencies", __name__)
_FIELDS = ("name", "name_en", "level", "place", "address", "phone", "calendar")
_HEAD = {name: f"head_{name}" for name in letterheads.NAMES}
_ALL = ("code", *_FIELDS, *_HEAD.values(), "valid_from", "valid_until", "successor")
_PLACES = VietnamProvinces()


@blueprint.get(addresses.AGENCIES)
def everyone() -> str:
    """List the agencies."""
    today = clock.today()
    with reading() as session:
        found = [(row, agencies.open_from(row, today)) for row in agencies.everyone(session)]
    return render_template("console/administration/agencies.html", here="admin", agencies=found)


@blueprint.get(f"{addresses.AGENCIES}/moi")
def new() -> Response:
    """Ask what a new agency is."""
    return _form(None, Typed({"calendar": "vn"}))


@blueprint.post(f"{addresses.AGENCIES}/moi")
def create() -> Response:
    """Add an agency; its connection comes next."""
    typed = Typed.read(_ALL)
    said = _described(typed)
    typed.needs("code", _("Nhập mã định danh, ví dụ H41.12"))
    if typed.errors:
        return _form(None, typed, 422)
    try:
        with writing() as session:
            agencies.create(session, rt(), typed["code"], said, typed.actor)
    except CodeMalformed:
        typed.errors["code"] = _("Mã định danh có dạng H41.12 hoặc 000.00.12.H41")
        return _form(None, typed, 422)
    except Unacceptable as error:
        typed.errors.update([_worded(error)])
        return _form(None, typed, 422)
    return redirect(f"{addresses.agency(typed['code'])}/ket-noi", 303)


@blueprint.get(f"{addresses.AGENCIES}/<code>")
def one(code: str) -> str:
    """Show an agency, how it is reached, and who changed what."""
    return _one(code, None)


@blueprint.post(f"{addresses.AGENCIES}/<code>/thu")
def attempt(code: str) -> str:
    """Call the agency's system once and say how that went."""
    return _one(code, trying.agency(rt(), code, operator().acting()))


@blueprint.get(f"{addresses.AGENCIES}/<code>/sua")
def edit(code: str) -> Response:
    """Show what can be changed about an agency."""
    with reading() as session:
        row = rows.by_code(session, code)
        after = _code_of(session, row.successor_id)
    values = {name: getattr(row, name) for name in _FIELDS}
    days = {name: _shown(getattr(row, name)) for name in ("valid_from", "valid_until")}
    head = {_HEAD[name]: row.letterhead.get(name, "") for name in _HEAD}
    more = {"code": code, "successor": after}
    return _form(row, Typed({**values, **days, **head, **more}, row.row_version))


@blueprint.post(f"{addresses.AGENCIES}/<code>/sua")
def change(code: str) -> Response:
    """Describe an agency anew, or show what has to be mended."""
    typed = Typed.read(_ALL)
    said = _described(typed)
    with reading() as session:
        row = rows.by_code(session, code)
    if typed.errors:
        return _form(row, typed, 422)
    try:
        with writing() as session:
            agencies.change(session, code, typed.seen, said, typed.actor)
    except Unacceptable as error:
        typed.errors.update([_worded(error)])
        return _form(row, typed, 422)
    except Conflict:
        typed.errors["name"] = moved_on()
        return _form(row, Typed(typed.values, row.row_version, typed.errors), 409)
    return redirect(addresses.agency(code, "sua"), 303)


def _described(typed: Typed) -> Described:
    typed.needs("name", _("Nhập tên cơ quan"))
    typed.needs("name_en", _("Nhập tên tiếng Anh"))
    typed.needs("level", _("Nhập cấp, như trong biểu mẫu: commune, commune_police"))
    if not (typed["level"] or "x").replace("_", "").isalnum() or not typed["level"].isascii():
        typed.errors["level"] = _("Cấp gồm chữ thường không dấu và gạch dưới, ví dụ commune")
    everywhere = not typed["place"] and typed["level"].startswith(SYSTEM)
    if not everywhere and not _placed(typed["place"]):
        typed.errors["place"] = _("Nhập mã tỉnh (2 chữ số) hoặc mã xã, phường (5 chữ số) hiện nay")
    words = {name: typed[name] for name in _FIELDS}
    first, last = typed.day("valid_from"), typed.day("valid_until")
    head = Letterhead(**{name: typed[given] for name, given in _HEAD.items()})
    said = Described(**words, letterhead=letterheads.stored(head))  # type: ignore[arg-type]
    return replace(said, valid_from=first, valid_until=last, successor=typed["successor"].upper())


def _code_of(session: Session, agency_id: uuid.UUID | None) -> str:
    return agencies.codes_of(session, [agency_id])[agency_id] if agency_id else ""


def _placed(code: str) -> bool:
    provinces = {place.code for place in _PLACES.provinces()}
    return code in provinces or _PLACES.commune(code) is not None


def _worded(error: Unacceptable) -> tuple[str, str]:
    if error.reason == "known":
        return "code", _("Đã có cơ quan mang mã này")
    if error.reason == "backwards":
        return "valid_until", _("Ngày cuối phải từ ngày đầu trở đi")
    if error.reason == "successor":
        said = _("Nhập mã của một cơ quan khác đã có ở đây, không kế thừa vòng quanh, ví dụ H41.12")
        return "successor", said
    return "calendar", _("Chưa có lịch làm việc này")


def _shown(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _form(row: Agency | None, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        levels = agencies.levels(session)
        names = [line.name for line in calendars.overview(session) if line.live]
    page = render_template(
        "console/administration/agency_form.html",
        here="admin",
        row=row,
        typed=typed,
        levels=levels,
        calendars=names,
    )
    return make_response(page, status)


def _one(code: str, said: str | None) -> str:
    with reading() as session:
        row = rows.by_code(session, code)
        done = deeds.of_target(session, f"agency:{code}")[:30]
        secrets = sorted(connections.secrets(rt(), row)) if row.connector else []
        after = rows.by_id(session, row.successor_id).name if row.successor_id else ""
    return render_template(
        "console/administration/agency.html",
        here="admin",
        row=row,
        place=_name_of(row.place) or _("Cả nước"),
        successor=after,
        open=agencies.open_from(row, clock.today()) and bool(row.connector),
        secrets=secrets,
        tried=said,
        done=request.args.get("xong", ""),
        deeds=done,
    )


def _name_of(code: str) -> str:
    found = _PLACES.commune(code)
    if found:
        return f"{found[0].name}, {found[1].name}"
    return next((place.name for place in _PLACES.provinces() if place.code == code), code)
