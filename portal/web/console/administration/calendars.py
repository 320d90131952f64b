"""Working calendars: what counts, what is being made, and who approves it."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.calendar import Calendar
from portal.domain.calendar_differences import between
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services.administration import calendars
from portal.web.console import addresses
from portal.web.console.administration import calendar_text
from portal.web.console.administration.calendar_text import NotACalendar
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, writing

blueprint = guarded("console_calendars", __name__)
_ONE = f"{addresses.CALENDARS}/<name>"


@blueprint.get(addresses.CALENDARS)
def everything() -> str:
    """List the calendars."""
    with reading() as session:
        lines = calendars.overview(session)
    return render_template("console/administration/calendars.html", here="admin", lines=lines)


@blueprint.get(_ONE)
def one(name: str) -> str:
    """Show the calendar that counts, and every version."""
    with reading() as session:
        rows = calendars.history(session, name)
    live = calendars.live(rows)
    return render_template(
        "console/administration/calendar.html",
        here="admin",
        name=name,
        rows=rows,
        live=live,
        calendar=Calendar.from_data(live.body) if live else None,
        done=request.args.get("xong", ""),
    )


@blueprint.get(f"{_ONE}/soan")
def ask(name: str) -> Response:
    """Show the calendar that counts as a text to be changed."""
    with reading() as session:
        live = calendars.live(calendars.history(session, name))
    if live is None:
        raise NotFound(name)
    return _form(name, Typed(calendar_text.written(Calendar.from_data(live.body)), live.version))


@blueprint.post(f"{_ONE}/soan")
def propose(name: str) -> Response:
    """Keep a version to be approved, or show what has to be mended."""
    typed = Typed.read(calendar_text.FIELDS)
    try:
        calendar = calendar_text.read(typed.values, typed.seen)
    except NotACalendar as error:
        typed.errors.update(error.errors)
        return _form(name, typed, 422)
    if typed.errors:
        return _form(name, typed, 422)
    try:
        with writing() as session:
            row = calendars.propose(session, calendar, typed.actor)
    except Unacceptable:
        typed.errors["off"] = _("Chưa có gì khác lịch đang áp dụng")
        return _form(name, typed, 422)
    except Conflict as error:
        typed.errors["name"] = moved_on()
        return _form(name, Typed(typed.values, error.found, typed.errors), 409)
    return redirect(addresses.calendar(row.name, row.version), 303)


@blueprint.get(f"{_ONE}/<int:version>")
def look(name: str, version: int) -> Response:
    """Show a version, and what it changes."""
    return _look(name, version, Typed())


@blueprint.post(f"{_ONE}/<int:version>")
def settle(name: str, version: int) -> Response:
    """Approve a version, or throw it away."""
    typed = Typed.read(())
    if typed.errors:
        return _look(name, version, typed, 422)
    approves = request.form.get("action") == "approve"
    try:
        with writing() as session:
            if approves:
                calendars.approve(session, name, version, typed.actor)
            else:
                calendars.withdraw(session, name, version, typed.actor)
    except Unacceptable:
        typed.errors["reason"] = _("Người duyệt phải khác người soạn")
        return _look(name, version, typed, 422)
    except Conflict:
        typed.errors["reason"] = moved_on()
        return _look(name, version, typed, 409)
    done = "duyet" if approves else "bo"
    return redirect(f"{addresses.calendar(name)}?xong={done}", 303)


def _form(name: str, typed: Typed, status: int = 200) -> Response:
    page = render_template(
        "console/administration/calendar_form.html", here="admin", name=name, typed=typed
    )
    return make_response(page, status)


def _look(name: str, version: int, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        rows = calendars.history(session, name)
    row = next((each for each in rows if each.version == version), None)
    if row is None:
        raise NotFound(f"{name} {version}")
    live = calendars.live(rows)
    new = Calendar.from_data(row.body)
    earlier = [each for each in rows if each.approved_at and each.version < version]
    old = Calendar.from_data(earlier[0].body) if earlier else None
    page = render_template(
        "console/administration/calendar_version.html",
        here="admin",
        row=row,
        calendar=new,
        changes=between(old, new) if old else (),
        first=old is None,
        live=live is not None and live.version == version,
        typed=typed,
    )
    return make_response(page, status)
