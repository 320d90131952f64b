"""One question asked at the national portal for an agency nobody here has: read, place or close."""

from collections.abc import Callable

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound
from portal.services.enquiries import arriving, taking
from portal.services.enquiries.arriving import Said
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_national_enquiries", __name__)


@blueprint.get(addresses.PARKED_ENQUIRY)
def show() -> Response:
    """Show what is known of it without opening it."""
    return _page(Typed())


@blueprint.post(f"{addresses.PARKED_ENQUIRY}/mo")
def read() -> Response:
    """Open what was asked; that is written down before it is shown."""
    typed = Typed.read(("to",))
    if typed.errors:
        return _page(typed, status=422)
    with writing() as session:
        said = arriving.read(session, rt(), _code(), typed.actor)
    return _page(Typed({"to": typed["to"]}), said)


@blueprint.post(f"{addresses.PARKED_ENQUIRY}/giao")
def place() -> Response:
    """Give it to the agency that is to answer."""
    typed = Typed.read(("to",))
    with reading() as session:
        known = {one.code for one in taking.open_to(session, None)}
    if typed["to"] not in known:
        typed.errors["to"] = _("Chọn cơ quan trả lời câu hỏi này")
    if typed.errors:
        return _page(typed, status=422)
    return _settled(lambda session: _place(session, typed), "giao")


@blueprint.post(f"{addresses.PARKED_ENQUIRY}/khep")
def close() -> Response:
    """Close it: a person has dealt with it in another way."""
    typed = Typed.read(("to",))
    if typed.errors:
        return _page(typed, status=422)
    return _settled(lambda session: arriving.close(session, _code(), typed.actor), "khep-hoi")


def _place(session: Session, typed: Typed) -> None:
    arriving.place_by_hand(session, rt(), _code(), typed["to"], typed.actor)


def _settled(deed: Callable[[Session], None], done: str) -> Response:
    """Do it, or say that it was done already: by another person, or by a button pressed twice."""
    try:
        with writing() as session:
            deed(session)
    except NotFound:
        done = "da-xong"
    return redirect(addresses.parked(done), 303)


def _code() -> str:
    return request.values.get("ma", "")


def _page(typed: Typed, said: Said | None = None, status: int = 200) -> Response:
    with reading() as session:
        row = arriving.find(session, _code())
        offices = taking.open_to(session, None)
    page = render_template(
        "console/national_enquiry.html",
        here="parked",
        it=row,
        answerable=arriving.answerable(row),
        offices=[(one.code, one.name) for one in offices],
        typed=typed,
        said=said,
    )
    return make_response(page, status)
