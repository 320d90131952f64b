"""The step of papers: files come in, are taken out again, and are looked at."""

import uuid
from collections.abc import Callable, Mapping

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from forms.schema import DOCUMENTS_STEP
from portal import clock
from portal.domain.errors import NotFound
from portal.services import attachments
from portal.services.citizens import Signed
from portal.services.copies import presenting
from portal.services.drafts import Open
from portal.services.uploads import pending
from portal.services.uploads.pending import DRAFT, Counter
from portal.web.citizen import addresses, national_store, store
from portal.web.citizen.copies_wording import PRESENTED
from portal.web.citizen.documents_page import Stores, documents_page, missing
from portal.web.citizen.downloads import send
from portal.web.citizen.entry import (
    Visitor,
    lead_on,
    open_draft,
    session_over,
    with_visitor,
)
from portal.web.citizen.progress import Progress
from portal.web.citizen.uploads import Asked, Outcome, merge, take
from portal.web.context import citizen, language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import size

blueprint = Blueprint("documents", __name__)
lead_on(blueprint)
_ENVELOPE = 1024 * 1024
Taking = Callable[[Signed, Open, tuple[str, str]], str]


@blueprint.record_once
def _checked_by_itself(state: BlueprintSetupState) -> None:
    """The check against forgery reads the form, which may be big only where files are expected."""
    state.app.extensions["csrf"].exempt(f"{__name__}.{change.__name__}")


def _progress(who: Visitor, draft_id: uuid.UUID) -> Progress:
    with reading() as session:
        return Progress.of(open_draft(session, who.citizen, draft_id), language())


@blueprint.get(f"/nhap/<uuid:draft_id>/{DOCUMENTS_STEP}")
@signed_in
def show(draft_id: uuid.UUID) -> Response:
    """Show which papers are wanted, and the files given for them."""
    progress = _progress(Visitor(the_citizen()), draft_id)
    if not progress.papers:
        return redirect(progress.address(progress.next(DOCUMENTS_STEP)), 303)
    return _page(progress, missing(progress) if request.args.get("vi-sao") == "loi" else {})


@blueprint.post(f"/nhap/<uuid:draft_id>/{DOCUMENTS_STEP}")
@with_visitor
def change(who: Visitor, draft_id: uuid.UUID) -> Response:
    """Take files in or out, or go on."""
    request.max_content_length = rt().settings.dossier_limit + _ENVELOPE
    progress = _progress(who, draft_id)
    try:
        current_app.extensions["csrf"].protect()
    except RequestEntityTooLarge:
        return session_over(kept=False) if who.lapsed else _too_much(progress)
    what, _colon, target = request.form.get("action", "continue").partition(":")
    deed = _DEEDS.get(what)
    if deed is not None:
        return deed(who, progress, target)
    return session_over(request.path) if who.lapsed else _onward(progress, what)


def _onward(progress: Progress, what: str) -> Response:
    if what == "leave":
        return redirect(addresses.setting().left, 303)
    if wanted := missing(progress):
        return _page(progress, wanted, 422)
    return redirect(progress.address(progress.next(DOCUMENTS_STEP)), 303)


def _upload(who: Visitor, progress: Progress, _target: str) -> Response:
    document = request.form.get("document", "")
    files = [file for file in request.files.getlist("file") if file.filename]
    outcome = Outcome((_("Chọn tệp rồi bấm Tải lên"),))
    if files:
        as_what = request.form.get(f"{PRESENTED}.{document}", "")
        outcome = take(who.citizen, progress.opened, Asked(document, as_what), files)
    if who.lapsed:
        return session_over(request.path, kept=not outcome.problems)
    if not outcome.problems:
        return redirect(f"{request.path}#file-{document}", 303)
    fresh = _progress(who, progress.opened.draft.id)
    return _page(fresh, {document: " · ".join(outcome.problems)}, outcome.status)


def _merge(who: Visitor, progress: Progress, document: str) -> Response:
    needed = {need.document.id: need.document for need in progress.checked.documents}
    outcome = Outcome()
    if document in needed:
        title = needed[document].name.in_(progress.lang)
        outcome = merge(who.citizen, progress.opened, document, title)
    if outcome.problems and not who.lapsed:
        return _page(progress, {document: " · ".join(outcome.problems)}, outcome.status)
    return session_over(request.path) if who.lapsed else redirect(request.path, 303)


def _present(who: Visitor, progress: Progress, document: str) -> Response:
    form = request.form.get(f"{PRESENTED}.{document}", "")
    needed = {need.document.id: need.document for need in progress.checked.documents}
    if document in needed and form in needed[document].forms:
        with writing() as session:
            opened = open_draft(session, who.citizen, progress.opened.draft.id, lock=True)
            key = (opened.draft.home_agency_id, opened.draft.id)
            presenting.choose(session, key, needed[document], form)
            opened.draft.saved_at = clock.now()
    there = f"{request.path}#file-{document}-name"
    return session_over(request.path) if who.lapsed else redirect(there, 303)


def _reuse(who: Visitor, progress: Progress, paper: str) -> Response:
    return _taken(who, progress, paper, store.use)


def _fetch(who: Visitor, progress: Progress, paper: str) -> Response:
    return _taken(who, progress, paper, national_store.take)


def _taken(who: Visitor, progress: Progress, paper: str, taking: Taking) -> Response:
    """Take a paper of a store for a document, or say there what is wrong."""
    document = request.form.get("document", "")
    if who.lapsed:
        return session_over(request.path, kept=False)
    problem = taking(who.citizen, progress.opened, (document, paper))
    return _page(progress, {document: problem}, 422) if problem else store.done(document)


def _look_up(who: Visitor, progress: Progress, _target: str) -> Response:
    if who.lapsed:
        return session_over(request.path, kept=False)
    problem = national_store.look_up(who.citizen, progress.opened)
    if problem:
        return _page(progress, {national_store.ANCHOR: problem}, 422)
    return national_store.done()


def _remove(who: Visitor, progress: Progress, target: str) -> Response:
    draft_id = progress.opened.draft.id
    with writing() as session:
        opened = open_draft(session, who.citizen, draft_id, lock=True)
        found = next((file for file in opened.files if str(file.id) == target), None)
        # A file that is gone already, after a button pressed twice, is gone as was wished.
        if found is not None:
            attachments.remove(session, opened.draft.home_agency_id, draft_id, found.id)
            opened.draft.saved_at = clock.now()
    return session_over(request.path) if who.lapsed else redirect(request.path, 303)


def _too_much(progress: Progress) -> Response:
    """Say that one sending was larger than a whole dossier; which file it was was not read."""
    wanted = [need.document.id for need in progress.checked.documents if need.asks_files]
    limit = size(rt().settings.dossier_limit)
    told = _("Các tệp gửi lên nặng quá %(limit)s. Gửi từng tệp một, hoặc chụp nhỏ hơn", limit=limit)
    return _page(progress, {wanted[0]: told} if wanted else {}, 413)


_DEEDS: Mapping[str, Callable[[Visitor, Progress, str], Response]] = {
    "upload": _upload,
    "merge": _merge,
    "present": _present,
    "reuse": _reuse,
    "fetch": _fetch,
    "look-up": _look_up,
    "remove": _remove,
}


def _page(progress: Progress, errors: Mapping[str, str], status: int = 200) -> Response:
    with reading() as session:
        counter = Counter(progress.opened.safe, progress.opened.place, DRAFT)
        unfinished = pending.unfinished(session, counter)
    # An officer who enters a dossier has nobody's store to look into.
    signed, stores = citizen(), Stores()
    if signed:
        wrong = errors.get(national_store.ANCHOR, "")
        panel, found = national_store.panel(signed, progress.opened, wrong)
        stores = Stores(store.offered(signed, progress.opened), found, panel)
    page = documents_page(progress, errors, unfinished, stores)
    return make_response(render_template("documents.html", page=page), status)


@blueprint.get("/nhap/<uuid:draft_id>/tep/<uuid:file_id>")
@signed_in
def file(draft_id: uuid.UUID, file_id: uuid.UUID) -> Response:
    """Give a file of a draft back to its citizen."""
    with reading() as session:
        opened = open_draft(session, the_citizen(), draft_id)
    found = next((each for each in opened.files if each.id == file_id), None)
    if found is None:
        raise NotFound(str(file_id))
    return send(opened.safe, found)
