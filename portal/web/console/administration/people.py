"""Who operates, who works at which desk, and who reports for which agency."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound, Unacceptable
from portal.services.administration import agencies, people
from portal.services.administration.people import Held
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_people", __name__)
_FIELDS = ("subject", "name", "role", "agency")


@blueprint.get(addresses.PEOPLE)
def everybody() -> str:
    """List the staff and their roles."""
    with reading() as session:
        found = people.everybody(session)
    return render_template(
        "console/administration/people.html",
        here="admin",
        people=found,
        done=request.args.get("xong", ""),
    )


@blueprint.get(f"{addresses.PEOPLE}/giao")
def ask() -> Response:
    """Ask who is to do what."""
    return _giving(Typed({"subject": request.args.get("nguoi", "")}))


@blueprint.post(f"{addresses.PEOPLE}/giao")
def give() -> Response:
    """Give somebody a role, or show what has to be mended."""
    typed = Typed.read(_FIELDS)
    typed.needs("subject", _("Nhập mã của người này ở hệ thống đăng nhập cán bộ"))
    typed.needs("name", _("Nhập họ và tên"))
    if typed.errors:
        return _giving(typed, 422)
    try:
        with writing() as session:
            who, held = (typed["subject"], typed["name"]), Held(typed["role"], typed["agency"])
            people.give(session, rt(), who, held, typed.actor)
    except Unacceptable as error:
        typed.errors.update([_worded(error)])
        return _giving(typed, 422)
    return redirect(f"{addresses.PEOPLE}?xong=giao", 303)


@blueprint.get(f"{addresses.PEOPLE}/thoi")
def ask_to_take() -> Response:
    """Ask why somebody is to be relieved of a role."""
    asked = request.args
    return _taking(
        Typed(
            {
                "subject": asked.get("nguoi", ""),
                "role": asked.get("viec", ""),
                "agency": asked.get("co-quan", ""),
            }
        )
    )


@blueprint.post(f"{addresses.PEOPLE}/thoi")
def take() -> Response:
    """Relieve somebody of a role, from this moment on."""
    typed = Typed.read(_FIELDS)
    if typed.errors:
        return _taking(typed, 422)
    try:
        with writing() as session:
            held = Held(typed["role"], typed["agency"])
            people.take(session, rt(), typed["subject"], held, typed.actor)
    except Unacceptable as error:
        typed.errors["reason"] = _worded(error)[1]
        return _taking(typed, 422)
    return redirect(f"{addresses.PEOPLE}?xong=thoi", 303)


def _worded(error: Unacceptable) -> tuple[str, str]:
    return {
        "role": ("role", _("Chọn việc được giao")),
        "agency": ("agency", _("Chọn cơ quan của việc này")),
        "whole": ("agency", _("Việc này là của cả Cổng, để trống cơ quan")),
        "last": ("reason", _("Đây là người điều hành cuối cùng. Giao việc cho người khác trước")),
    }[error.reason]


def _giving(typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        codes = [(row.code, row.name) for row in agencies.everyone(session)]
        known = people.known(session, typed["subject"]) if not typed["name"] else ""
    page = render_template(
        "console/administration/person_role.html",
        here="admin",
        typed=typed,
        known=known,
        roles=people.AT_AGENCY,
        agencies=codes,
    )
    return make_response(page, status)


def _taking(typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        name = people.known(session, typed["subject"])
    if not name:
        raise NotFound(typed["subject"])
    page = render_template(
        "console/administration/person_relieved.html", here="admin", typed=typed, name=name
    )
    return make_response(page, status)
