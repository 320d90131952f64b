"""Whoever was asked to confirm: what the link shows, signing in, saying yes or no.

A link that opens nothing and a link for somebody else look the same: same page, same status.
"""

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound, Unacceptable
from portal.services.confirming import answering
from portal.services.confirming.answering import Answer, SomebodyElse
from portal.web.citizen.confirming.asked_page import asked_page, invitation_page
from portal.web.context import citizen, language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import number
from portal.web.limits import door

blueprint = Blueprint("asked", __name__)


@blueprint.after_request
def _private(answer: Response) -> Response:
    """Keep tokens out of the next page's log, of caches and of search engines."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@blueprint.errorhandler(NotFound)
def gone(error: NotFound) -> Response:
    """Say that the link opens nothing here, whatever the reason is."""
    return make_response(render_template("confirm_gone.html", signed_in=bool(citizen())), 404)


@blueprint.errorhandler(SomebodyElse)
def somebody_else(error: SomebodyElse) -> Response:
    """Write the attempt down, and say what a link that never was would say."""
    token = (request.view_args or {})["token"]
    with writing() as session:
        answering.note_stranger(session, rt(), the_citizen(), token)
    return gone(error)


@blueprint.get("/x/<token>")
@door
def invited(token: str) -> str:
    """Show what somebody is asked, with nothing personal, and the way to sign in."""
    with reading() as session:
        found = answering.glimpse(session, rt(), token)
        page = invitation_page(found, token, language())
    return render_template("confirm_invited.html", page=page)


@blueprint.get("/x/<token>/xem")
@door
@signed_in
def show(token: str) -> Response:
    """Show the named person what they are asked to confirm, or what they have said."""
    return _page(token)


@blueprint.post("/x/<token>/xem")
@door
@signed_in
def answer(token: str) -> Response:
    """Take a yes or a no; pressed twice, the first one stands."""
    reason = request.form.get("reason", "")
    said = Answer(request.form.get("action") == "confirm", reason)
    try:
        with writing() as session:
            answering.answer(session, rt(), the_citizen(), token, said)
    except Unacceptable as error:
        return _page(token, (reason, _worded(error)), 422)
    return redirect(request.path, 303)


def _worded(error: Unacceptable) -> str:
    if error.reason == "too_long":
        return str(_("Viết gọn lại, tối đa %(limit)s ký tự", limit=number(answering.LONGEST)))
    return str(_("Viết ngắn gọn vì sao bạn không xác nhận"))


def _page(token: str, reason: tuple[str, str] = ("", ""), status: int = 200) -> Response:
    with reading() as session:
        found = answering.load(session, rt(), the_citizen(), token)
        page = asked_page(found, token, reason, language())
    return make_response(render_template("confirm_asked.html", page=page), status)
