"""Claiming that a fee need not be paid (đề nghị miễn, giảm): kept as it is written, sent once."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from portal.domain.errors import Unacceptable
from portal.services import attachments
from portal.services.attachments import CLAIM, Upload
from portal.services.citizens import Signed
from portal.services.paying import claiming
from portal.services.paying.claiming import Claim, NotClaimable
from portal.web.citizen import addresses
from portal.web.citizen.entry import Visitor, session_over, with_visitor
from portal.web.citizen.paying.claim_page import Told, claim_page
from portal.web.citizen.uploads import Asked, Outcome, take_each
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import number as written
from portal.web.formats import size

blueprint = Blueprint("claiming", __name__)
_PATH = "/ho-so/<code>/nop-phi/<int:number>/mien-giam"
_ENVELOPE = 1024 * 1024
_NOWHERE = uuid.UUID(int=0)
Which = tuple[str, int]


@blueprint.record_once
def _checked_by_itself(state: BlueprintSetupState) -> None:
    """The check against forgery reads the form, which may be big only where files are expected."""
    state.app.extensions["csrf"].exempt(f"{__name__}.{change.__name__}")


@blueprint.errorhandler(NotClaimable)
def back_to_fees(error: NotClaimable) -> Response:
    """Lead to where the fee stands now: sent by another press, answered, or settled meanwhile."""
    return redirect(addresses.paying(error.code), 303)


@blueprint.get(_PATH)
@signed_in
def show(code: str, number: int) -> Response:
    """Show the claim as far as it is written."""
    return _page(the_citizen(), (code, number), {})


@blueprint.post(_PATH)
@with_visitor
def change(who: Visitor, code: str, number: int) -> Response:
    """Keep what was written and take files in, whichever button was pressed; then do its deed."""
    request.max_content_length = rt().settings.dossier_limit + _ENVELOPE
    which = (code, number)
    try:
        current_app.extensions["csrf"].protect()
    except RequestEntityTooLarge:
        return session_over(kept=False) if who.lapsed else _too_much(who.citizen, which)
    what, _colon, target = request.form.get("action", "save").partition(":")
    outcome = _keep(who.citizen, which, target if what == "remove" else "")
    if who.lapsed:
        return session_over(request.path, kept=not outcome.problems)
    if outcome.problems:
        wrong = {"file": " · ".join(outcome.problems)}
        return _page(who.citizen, which, wrong, outcome.status)
    if what == "send":
        return _send(who.citizen, which)
    return redirect(addresses.paying(code) if what == "leave" else f"{request.path}#files", 303)


def _keep(citizen: Signed, which: Which, removed: str) -> Outcome:
    """Keep ground, text and files."""
    ground, text = request.form.get("ground", "")[:100], request.form.get("text", "")
    with writing() as session:
        found = claiming.load(session, rt(), citizen, which, lock=True)
        if str(found.turn) != request.form.get("turn"):
            # Another window sent this claim, and it was answered since: this page is of before.
            raise NotClaimable(which[0])
        claiming.write(found, ground, text)
        if removed:
            claiming.remove(session, found, _id(removed))
    files = [file for file in request.files.getlist("file") if file.filename]
    return take_each(Asked(""), files, lambda upload: _bring(citizen, (found, which), upload))


def _bring(citizen: Signed, to: tuple[Claim, Which], upload: Upload) -> None:
    # The file is sealed and stored before the transaction that names it: nobody waits for a disk.
    (found, which), sent = to, replace(upload, origin=CLAIM)
    stored = attachments.receive(rt(), found.content.safe, found.place, sent)
    try:
        with writing() as session:
            fresh = claiming.load(session, rt(), citizen, which, lock=True)
            claiming.attach(session, rt(), fresh, stored)
    except BaseException:
        rt().blobs.delete(stored.blob)
        raise


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return _NOWHERE


def _send(citizen: Signed, which: Which) -> Response:
    try:
        with writing() as session:
            claiming.send(session, claiming.load(session, rt(), citizen, which, lock=True))
    except Unacceptable as error:
        return _page(citizen, which, _worded(error), 422)
    return redirect(addresses.paying(which[0]), 303)


def _worded(error: Unacceptable) -> dict[str, str]:
    limit = error.facts.get("limit")
    count = written(limit) if isinstance(limit, int) else ""
    said = {
        "ground": ("ground", _("Chọn bạn thuộc diện nào")),
        "text": ("text", _("Viết vì sao bạn được miễn, giảm")),
        "too_long": ("text", _("Viết gọn lại, tối đa %(limit)s ký tự", limit=count)),
    }
    name, told = said.get(error.reason, ("file", _("Thêm ảnh hoặc tệp giấy tờ chứng minh")))
    return {name: told}


def _too_much(citizen: Signed, which: Which) -> Response:
    """Say that one sending was larger than all may be; what was in it was not read."""
    limit = size(rt().settings.dossier_limit)
    told = _("Các tệp gửi lên nặng quá %(limit)s. Gửi từng tệp một, hoặc chụp nhỏ hơn", limit=limit)
    return _page(citizen, which, {"file": told}, 413)


def _page(citizen: Signed, which: Which, wrong: Mapping[str, str], status: int = 200) -> Response:
    with reading() as session:
        found = claiming.load(session, rt(), citizen, which)
    page = claim_page(found, Told(language(), rt().settings, wrong))
    return make_response(render_template("claim.html", page=page), status)
