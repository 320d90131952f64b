"""Where a citizen whose form has a newer version sees what changed, and chooses."""

import uuid

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, NotFound
from portal.services import publishing, versions
from portal.services.drafts import Open
from portal.services.versions import Choice, Newer
from portal.web.citizen import addresses
from portal.web.citizen.answering import Sent
from portal.web.citizen.entry import Visitor, lead_on, open_draft, session_over, with_visitor
from portal.web.citizen.version_page import version_page
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing

blueprint = Blueprint("versions", __name__)
lead_on(blueprint)


@blueprint.get("/nhap/<uuid:draft_id>/ban-moi")
@signed_in
def choose(draft_id: uuid.UUID) -> Response:
    """Show what a newer version changes; without one, the draft itself."""
    with reading() as session:
        opened = open_draft(session, the_citizen(), draft_id)
        found = versions.newer(session, rt(), the_citizen(), opened)
        if found is None:
            return redirect(addresses.draft(draft_id), 303)
        return _page(session, opened, found)


@blueprint.post("/nhap/<uuid:draft_id>/ban-moi")
@with_visitor
def chosen(who: Visitor, draft_id: uuid.UUID) -> Response:
    """Go on with the version the citizen has chosen."""
    sent = Sent.of(request.form.items(multi=True))
    told = dict(sent.pairs)
    choice = Choice(sent.version, told.get("form", ""), told.get("case", ""))
    with writing() as session:
        opened = open_draft(session, who.citizen, draft_id, lock=True)
        found = versions.newer(session, rt(), who.citizen, opened)
        again = _take(session, opened, found, sent.action, choice) if found else None
        if again is not None and found is not None:
            return _page(session, opened, found, *again)
    return (
        session_over(addresses.draft(draft_id))
        if who.lapsed
        else redirect(addresses.draft(draft_id), 303)
    )


def _take(
    session: Session, opened: Open, found: Newer, action: str, choice: Choice
) -> tuple[int, str] | None:
    """Do what the button says; gives status and error if the page has to be shown again."""
    if choice.form_hash != found.form.hash:
        return 409, ""
    if action == "keep":
        versions.stay(session, opened, choice)
        return None
    try:
        versions.carry(session, opened, found, choice)
    except Conflict:
        return 409, ""
    except NotFound:
        return 422, "" if found.case else str(_("Chọn trường hợp của bạn"))
    return None


def _page(
    session: Session, opened: Open, found: Newer, status: int = 200, error: str = ""
) -> Response:
    since = publishing.by_hash(session, found.form.hash).live_from
    page = version_page(opened, found, since, language(), error)
    return make_response(render_template("new_version.html", page=page), status)
