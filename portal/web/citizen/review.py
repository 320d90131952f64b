"""The review and the submission: pressed twice, or in two windows, there is one dossier."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, DraftIncomplete
from portal.models import Dossier
from portal.services import receipts, submission
from portal.services.citizens import Signed
from portal.web.citizen import addresses
from portal.web.citizen.answering import Sent, keep_pledges
from portal.web.citizen.downloads import send_paper
from portal.web.citizen.entry import (
    AlreadySubmitted,
    Visitor,
    lead_on,
    open_draft,
    session_over,
    with_visitor,
)
from portal.web.citizen.progress import REVIEW, Progress
from portal.web.citizen.review_page import review_page
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing

blueprint = Blueprint("review", __name__)
lead_on(blueprint)


@blueprint.get(f"/nhap/<uuid:draft_id>/{REVIEW}")
@signed_in
def show(draft_id: uuid.UUID) -> Response:
    """Show everything before it is sent."""
    return _page(the_citizen(), draft_id)


@blueprint.get("/nhap/<uuid:draft_id>/to-khai.pdf")
@signed_in
def declaration(draft_id: uuid.UUID) -> Response:
    """Give the declaration (tờ khai) as it stands, marked as a draft."""
    with reading() as session:
        pressed = receipts.draft_declaration(rt(), open_draft(session, the_citizen(), draft_id))
    return send_paper(pressed, "to-khai-ban-nhap.pdf")


@blueprint.post("/nhap/<uuid:draft_id>/nop")
@with_visitor
def submit(who: Visitor, draft_id: uuid.UUID) -> Response:
    """Submit a draft (nộp hồ sơ), and lead to the confirmation, however often it is pressed."""
    if who.lapsed:
        return session_over(addresses.step(draft_id, REVIEW))
    try:
        dossier = _submit(who.citizen, draft_id, Sent.of(request.form.items(multi=True)))
    except AlreadySubmitted as done:
        return redirect(addresses.dossier(done.code, "da-nop"), 303)
    except Conflict:
        return _page(who.citizen, draft_id, status=409)
    if dossier is None:
        return _page(who.citizen, draft_id, status=422)
    return redirect(addresses.dossier(dossier.code, "da-nop"), 303)


def _submit(who: Signed, draft_id: uuid.UUID, sent: Sent) -> Dossier | None:
    """Submit in one transaction; None if something is missing: the pledge given is kept then."""
    with writing() as session:
        opened = open_draft(session, who, draft_id, lock=True)
        keep_pledges(session, opened, sent)
        try:
            return submission.submit(session, rt(), who, draft_id)
        except DraftIncomplete:
            return None


def _page(who: Signed, draft_id: uuid.UUID, status: int = 200) -> Response:
    with reading() as session:
        progress = Progress.of(open_draft(session, who, draft_id), language())
    errors: Mapping[str, str] = progress.errors(REVIEW) if status == 422 else {}
    page = review_page(progress, errors, changed=status == 409)
    return make_response(render_template("review.html", page=page), status)
