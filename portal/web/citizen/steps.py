"""The steps of a form: shown, saved right or wrong, and gone on from when they are right."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, jsonify, make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.spec import Step
from portal.domain.errors import Conflict, NotFound
from portal.services.drafts import Open
from portal.web.citizen import addresses
from portal.web.citizen.answering import Sent, accepted, keep
from portal.web.citizen.entry import (
    Visitor,
    lead_on,
    open_draft,
    session_over,
    visitor,
    with_visitor,
)
from portal.web.citizen.progress import Progress
from portal.web.citizen.step_page import (
    ASKED,
    WARNED,
    conflict_page,
    first_words,
    new_questions,
    notice,
    step_page,
    unseen_warnings,
)
from portal.web.context import language, reading, signed_in, the_citizen, writing
from portal.web.formats import hour

blueprint = Blueprint("steps", __name__)
lead_on(blueprint)


def _step(opened: Open, step_id: str) -> Step:
    step = opened.form.step(step_id)
    if step is None:
        raise NotFound(step_id)
    return step


@blueprint.get("/nhap/<uuid:draft_id>/<step_id>")
@signed_in
def show(draft_id: uuid.UUID, step_id: str) -> Response:
    """Show a step of a draft; one that is not asked leads on to the next that is."""
    with reading() as session:
        opened = open_draft(session, the_citizen(), draft_id)
    step, progress = _step(opened, step_id), Progress.of(opened, language())
    if not progress.asked(step):
        return redirect(progress.address(progress.next(step_id)), 303)
    why = request.args.get("vi-sao", "")
    errors = progress.errors(step_id) if why == "loi" else {}
    return _page(progress, step, errors, notice(why) or first_words(progress, step))


@blueprint.post("/nhap/<uuid:draft_id>/<step_id>")
@with_visitor
def save(who: Visitor, draft_id: uuid.UUID, step_id: str) -> Response:
    """Save a step as typed, then do what the button says."""
    sent = Sent.of(request.form.items(multi=True))
    with writing() as session:
        opened = open_draft(session, who.citizen, draft_id, lock=True)
        step = _step(opened, step_id)
        kept = _keep(session, opened, step, sent)
    # Whoever's time is up is shown no answers, not even to choose between them.
    if who.lapsed:
        return session_over(addresses.step(draft_id, step_id), kept=kept is not None)
    if kept is None:
        page = conflict_page(opened, step, sent, language())
        return make_response(render_template("errors/409.html", page=page), 409)
    return _onward(Progress.of(kept, language()), step, sent)


def _keep(session: Session, opened: Open, step: Step, sent: Sent) -> Open | None:
    """Save what counts; None if another window's answers stand in the way."""
    try:
        return keep(session, opened, accepted(opened, step, sent), sent.version)
    except Conflict:
        return None


def _onward(progress: Progress, step: Step, sent: Sent) -> Response:
    here = progress.address(step.id)
    what, _, target = sent.action.partition(":")
    if what == "leave":
        return redirect(addresses.setting().left, 303)
    if what in ("add", "remove", "refresh"):
        return redirect(f"{here}#{_anchor(what, target)}", 303)
    new = new_questions(progress, step, sent, request.args.get(ASKED, ""))
    errors = progress.errors(step.id)
    wrong = {path: said for path, said in errors.items() if path.split(".", 1)[0] not in new}
    if wrong:
        return _page(progress, step, wrong, notice("them") if new else "", status=422)
    if new:
        return redirect(f"{here}?vi-sao=them", 303)
    if unseen_warnings(progress, step, request.args.get(WARNED, "")):
        return redirect(f"{here}?vi-sao=xem-lai", 303)
    return redirect(progress.address(progress.next(step.id)), 303)


def _anchor(what: str, target: str) -> str:
    """Where to go on reading: the communes just fetched, or the group."""
    return f"{target}-commune" if what == "refresh" else target.partition(".")[0]


def _page(
    progress: Progress, step: Step, errors: Mapping[str, str], why: str, status: int = 200
) -> Response:
    page = step_page(progress, step, errors, why)
    return make_response(render_template("step.html", page=page), status)


@blueprint.post("/nhap/<uuid:draft_id>/<step_id>/luu")
def autosave(draft_id: uuid.UUID, step_id: str) -> Response:
    """Save a step while it is being filled in; answers when that was, and the new version."""
    who, sent = visitor(), Sent.of(request.form.items(multi=True))
    if who is None:
        return make_response(jsonify(error="signed_out"), 401)
    with writing() as session:
        opened = open_draft(session, who.citizen, draft_id, lock=True)
        kept = _keep(session, opened, _step(opened, step_id), sent)
    if kept is None:
        return make_response(jsonify(error="conflict"), 409)
    return jsonify(saved_at=hour(kept.draft.saved_at), version=kept.draft.row_version)
