"""Versions in the making: bring a text, see everything wrong with it, compare, look, publish."""

import uuid

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import Conflict, Unacceptable
from portal.services import code_lists
from portal.services.operations import proposals
from portal.services.operations.proposals import NotInOrder
from portal.web.console import addresses
from portal.web.console.asking import Asked, number, overtaken, refusal
from portal.web.console.form_preview import preview_page
from portal.web.console.guard import guarded, operator
from portal.web.console.present_forms import problem_lines
from portal.web.console.proposal_page import brought, draw, problems_of
from portal.web.context import reading, writing

blueprint = guarded("console_proposals", __name__)


@blueprint.get(addresses.NEW_PROPOSAL)
def new() -> str:
    """Ask for the text of a new version."""
    return _new("", ())


@blueprint.post(addresses.NEW_PROPOSAL)
def bring() -> Response:
    """Take the text of a new version, or show everything wrong with it."""
    written, unread = brought(request)
    if unread:
        return make_response(_new(written.source, ((0, unread),)), 422)
    try:
        with writing() as session:
            row = proposals.bring(session, written, operator().acting())
    except NotInOrder as error:
        return make_response(_new(written.source, problems_of(error)), 422)
    return redirect(addresses.proposal(row.id), 303)


def _new(source: str, problems: tuple[tuple[int, str], ...]) -> str:
    return render_template(
        "console/proposal_new.html",
        here="forms",
        source=source,
        problems=problems,
        errors=problem_lines(problems),
    )


@blueprint.get(f"{addresses.FORMS}/ban-soan/<uuid:proposal_id>")
def show(proposal_id: uuid.UUID) -> Response:
    """Show a version in the making beside the live one."""
    return draw(proposal_id)


@blueprint.get(f"{addresses.FORMS}/ban-soan/<uuid:proposal_id>/xem-thu")
def preview(proposal_id: uuid.UUID) -> str:
    """Show every step of a version in the making as citizens will see it, with nothing to send."""
    with reading() as session:
        row = proposals.get(session, proposal_id)
        lists = code_lists.kept(session, clock.today())
    page = preview_page(row, request.args.get("buoc", ""), lists)
    return render_template("console/form_preview.html", here="forms", page=page)


@blueprint.post(f"{addresses.FORMS}/ban-soan/<uuid:proposal_id>/luu")
def mend(proposal_id: uuid.UUID) -> Response:
    """Save a mended text, or show everything wrong with it."""
    written, unread = brought(request)
    if unread:
        return draw(proposal_id, source=written.source, problems=((0, unread),), status=422)
    try:
        with writing() as session:
            proposals.mend(session, proposal_id, written, operator().acting())
    except NotInOrder as error:
        told = problems_of(error)
        return draw(proposal_id, source=written.source, problems=told, status=422)
    except Conflict:
        told = ((0, _("Vừa có người khác lưu bản này. Bên dưới là chữ của bạn, chưa được lưu.")),)
        return draw(proposal_id, source=written.source, problems=told, status=409)
    return redirect(addresses.proposal(proposal_id), 303)


@blueprint.post(f"{addresses.FORMS}/ban-soan/<uuid:proposal_id>/cong-bo")
def publish(proposal_id: uuid.UUID) -> Response:
    """Publish a version in the making, at once or from a moment on."""
    asked = Asked.read()
    if asked.errors:
        return draw(proposal_id, asked, status=422)
    try:
        with writing() as session:
            code = proposals.get(session, proposal_id).procedure_code
            version = number("version")
            fresh = proposals.publish(session, proposal_id, version, asked.when, asked.actor)
    except NotInOrder as error:
        return draw(proposal_id, asked, problems=problems_of(error), status=422)
    except Unacceptable as error:
        return draw(proposal_id, asked.wrong(*refusal(error.reason)), status=422)
    except Conflict:
        return draw(proposal_id, asked.wrong("reason", overtaken()), status=409)
    return redirect(addresses.form(code, "cong-bo" if fresh else "khong-doi"), 303)


@blueprint.post(f"{addresses.FORMS}/ban-soan/<uuid:proposal_id>/bo")
def drop(proposal_id: uuid.UUID) -> Response:
    """Throw a version in the making away."""
    with writing() as session:
        proposals.drop(session, proposal_id, number("version"), operator().acting())
    return redirect(f"{addresses.FORMS}?xong=bo", 303)
