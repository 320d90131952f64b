"""Answering an agency that asked for a supplement (bổ sung): one page, kept as it is written."""

import uuid
from dataclasses import replace

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from portal.domain.errors import Unacceptable
from portal.services import supplements
from portal.services.citizens import Signed
from portal.services.supplements import NotAsked, Reply
from portal.services.uploads import pending
from portal.services.uploads.pending import REPLY, Counter
from portal.web.citizen import addresses
from portal.web.citizen.amending import reading as reading_fields
from portal.web.citizen.documents_page import broken_off
from portal.web.citizen.entry import Visitor, session_over, with_visitor
from portal.web.citizen.reply_files import take_all
from portal.web.citizen.requests_page import OTHER, Wrong, supplement_page
from portal.web.citizen.uploads import Outcome
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import number, size

blueprint = Blueprint("supplement", __name__)
_ENVELOPE = 1024 * 1024
_NOWHERE = uuid.UUID(int=0)
FILES = "files"


@blueprint.record_once
def _checked_by_itself(state: BlueprintSetupState) -> None:
    """The check against forgery reads the form, which may be big only where files are expected."""
    state.app.extensions["csrf"].exempt(f"{__name__}.{change.__name__}")


@blueprint.errorhandler(NotAsked)
def back_to_dossier(error: NotAsked) -> Response:
    """Lead back to a dossier that waits for nothing, with a word."""
    return redirect(f"{addresses.dossier(error.code)}?tin=khong-cho-bo-sung", 303)


@blueprint.get("/ho-so/<code>/bo-sung")
@signed_in
def show(code: str) -> Response:
    """Show what the agency wants, and the answer as far as it is written."""
    return _page(_load(the_citizen(), code))


@blueprint.post("/ho-so/<code>/bo-sung")
@with_visitor
def change(who: Visitor, code: str) -> Response:
    """Keep what was written and take files in, whichever button was pressed; then do its deed."""
    request.max_content_length = rt().settings.dossier_limit + _ENVELOPE
    try:
        current_app.extensions["csrf"].protect()
    except RequestEntityTooLarge:
        return session_over(kept=False) if who.lapsed else _too_much(who.citizen, code)
    action = request.form.get("action", "save")
    what, _colon, target = action.partition(":")
    with writing() as session:
        reply, where = _write(supplements.load(session, rt(), who.citizen, code, lock=True), action)
        if what == "remove" and where == FILES:
            supplements.remove(session, reply, _id(target))
    outcome = _take_in(who.citizen, reply)
    if who.lapsed:
        return session_over(request.path, kept=not outcome.problems)
    if outcome.problems:
        wrong = Wrong(files=" · ".join(outcome.problems))
        return _page(_load(who.citizen, code), wrong, outcome.status)
    if what == "send":
        return _send(who.citizen, code)
    return redirect(addresses.dossier(code) if what == "leave" else f"{request.path}#{where}", 303)


def _load(citizen: Signed, code: str) -> Reply:
    with reading() as session:
        return supplements.load(session, rt(), citizen, code)


def _write(reply: Reply, action: str) -> tuple[Reply, str]:
    """Keep what was typed, and say where on the page one goes on."""
    given = reading_fields.typed(reply, request.form.items(multi=True), action)
    kept = supplements.write(reply, request.form.get("text", ""), given)
    return kept, reading_fields.about_rows(reply, action) or FILES


def _take_in(citizen: Signed, reply: Reply) -> Outcome:
    chosen = request.form.get("document", OTHER)
    known = any(document.id == chosen for document in reply.content.form.documents)
    files = [file for file in request.files.getlist("file") if file.filename]
    return take_all(citizen, reply, chosen if known else "", files)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return _NOWHERE


def _send(citizen: Signed, code: str) -> Response:
    try:
        with writing() as session:
            supplements.send(session, rt(), citizen, code)
    except Unacceptable as error:
        wrong = Wrong(answers=True) if error.reason == "answers" else Wrong(text=_worded(error))
        return _page(_load(citizen, code), wrong, 422)
    return redirect(addresses.dossier(code), 303)


def _worded(error: Unacceptable) -> str:
    if error.reason == "too_long":
        return str(_("Viết gọn lại, tối đa %(limit)s ký tự", limit=number(supplements.LONGEST)))
    return str(_("Viết câu trả lời hoặc thêm ít nhất một tệp"))


def _too_much(citizen: Signed, code: str) -> Response:
    """Say that one sending was larger than all may be; what was in it was not read."""
    limit = size(rt().settings.dossier_limit)
    told = _("Các tệp gửi lên nặng quá %(limit)s. Gửi từng tệp một, hoặc chụp nhỏ hơn", limit=limit)
    return _page(_load(citizen, code), Wrong(files=told), 413)


def _page(reply: Reply, wrong: Wrong | None = None, status: int = 200) -> Response:
    limits = rt().settings
    with reading() as session:
        found = pending.unfinished(session, Counter(reply.content.safe, reply.place, REPLY))
    page = replace(
        supplement_page(reply, wrong or Wrong(), language()),
        limit=limits.file_limit,
        total_limit=limits.dossier_limit,
        uploads_href=addresses.reply_uploads(reply.content.dossier.code),
        unfinished=broken_off(found),
    )
    return make_response(render_template("supplement.html", page=page), status)
