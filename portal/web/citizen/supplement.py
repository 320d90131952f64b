"""Answering an agency that asked for a supplement (bổ sung): one page, kept as it is written."""

from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import Unacceptable
from portal.services import enclosing as enclosed
from portal.services import supplements
from portal.services.attachments import Stored
from portal.services.citizens import Signed
from portal.services.supplements import NotAsked, Reply
from portal.services.uploads import pending
from portal.services.uploads.pending import REPLY, Counter
from portal.web.citizen import addresses, enclosing
from portal.web.citizen.amending import reading as reading_fields
from portal.web.citizen.documents_page import broken_off
from portal.web.citizen.entry import Visitor, session_over, with_visitor
from portal.web.citizen.requests_page import OTHER, Wrong, supplement_page
from portal.web.citizen.uploads import Outcome
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import number

blueprint = Blueprint("supplement", __name__)
FILES = "files"


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
    pressed = enclosing.pressed()
    if pressed is None:
        return session_over(kept=False) if who.lapsed else _too_much(who.citizen, code)
    with writing() as session:
        reply, where = _write(supplements.load(session, rt(), who.citizen, code, lock=True))
        if pressed.removed and where == FILES:
            enclosed.remove(session, reply, pressed.removed)
    outcome = _take_in(who.citizen, reply)
    if who.lapsed:
        return session_over(request.path, kept=not outcome.problems)
    if outcome.problems:
        wrong = Wrong(files=" · ".join(outcome.problems))
        return _page(_load(who.citizen, code), wrong, outcome.status)
    if pressed.what == "send":
        return _send(who.citizen, code)
    left = pressed.what == "leave"
    return redirect(addresses.dossier(code) if left else f"{request.path}#{where}", 303)


enclosing.checks_itself(blueprint, change)


def _load(citizen: Signed, code: str) -> Reply:
    with reading() as session:
        return supplements.load(session, rt(), citizen, code)


def _write(reply: Reply) -> tuple[Reply, str]:
    """Keep what was typed, and say where on the page one goes on."""
    action = request.form.get("action", "save")
    given = reading_fields.typed(reply, request.form.items(multi=True), action)
    kept = supplements.write(reply, request.form.get("text", ""), given)
    return kept, reading_fields.about_rows(reply, action) or FILES


def _take_in(citizen: Signed, reply: Reply) -> Outcome:
    chosen = request.form.get("document", OTHER)
    known = any(document.id == chosen for document in reply.content.form.documents)

    def attach(session: Session, stored: Stored) -> None:
        fresh = supplements.load(session, rt(), citizen, reply.content.dossier.code, lock=True)
        supplements.attach(session, rt(), fresh, stored)

    return enclosing.take_in(
        chosen if known else "", lambda upload: enclosing.bring(reply, upload, attach)
    )


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
    return _page(_load(citizen, code), Wrong(files=enclosing.too_much()), 413)


def _page(reply: Reply, wrong: Wrong | None = None, status: int = 200) -> Response:
    limits = rt().settings
    with reading() as session:
        counter = Counter(reply.content.safe, enclosed.place(reply), REPLY)
        found = pending.unfinished(session, counter)
    page = replace(
        supplement_page(reply, wrong or Wrong(), language()),
        limit=limits.file_limit,
        total_limit=limits.dossier_limit,
        uploads_href=addresses.reply_uploads(reply.content.dossier.code),
        unfinished=broken_off(found),
    )
    return make_response(render_template("supplement.html", page=page), status)
