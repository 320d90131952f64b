"""Claiming that a fee need not be paid (đề nghị miễn, giảm): kept as it is written, sent once."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import Unacceptable
from portal.services import enclosing as enclosed
from portal.services.attachments import CLAIM, Stored, Upload
from portal.services.citizens import Signed
from portal.services.paying import claiming
from portal.services.paying.claiming import NotClaimable
from portal.web.citizen import addresses, enclosing
from portal.web.citizen.enclosing import Pressed
from portal.web.citizen.entry import Visitor, session_over, with_visitor
from portal.web.citizen.paying.claim_page import Told, claim_page
from portal.web.citizen.uploads import Outcome
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import number as written

blueprint = Blueprint("claiming", __name__)
_PATH = "/ho-so/<code>/nop-phi/<int:number>/mien-giam"
Which = tuple[str, int]


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
    which, pressed = (code, number), enclosing.pressed()
    if pressed is None:
        wrong = {"file": enclosing.too_much()}
        return session_over(kept=False) if who.lapsed else _page(who.citizen, which, wrong, 413)
    outcome = _keep(who.citizen, which, pressed)
    if who.lapsed:
        return session_over(request.path, kept=not outcome.problems)
    if outcome.problems:
        wrong = {"file": " · ".join(outcome.problems)}
        return _page(who.citizen, which, wrong, outcome.status)
    if pressed.what == "send":
        return _send(who.citizen, which)
    left = pressed.what == "leave"
    return redirect(addresses.paying(code) if left else f"{request.path}#files", 303)


enclosing.checks_itself(blueprint, change)


def _keep(citizen: Signed, which: Which, pressed: Pressed) -> Outcome:
    """Keep ground, text and files."""
    ground, text = request.form.get("ground", "")[:100], request.form.get("text", "")
    with writing() as session:
        found = claiming.load(session, rt(), citizen, which, lock=True)
        if str(found.turn) != request.form.get("turn"):
            # Another window sent this claim, and it was answered since: this page is of before.
            raise NotClaimable(which[0])
        claiming.write(found, ground, text)
        if pressed.removed:
            enclosed.remove(session, found, pressed.removed)

    def attach(session: Session, stored: Stored) -> None:
        fresh = claiming.load(session, rt(), citizen, which, lock=True)
        enclosed.attach(session, rt(), fresh, stored, claiming.MOST_FILES)

    def bring(upload: Upload) -> None:
        enclosing.bring(found, replace(upload, origin=CLAIM), attach)

    return enclosing.take_in("", bring)


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


def _page(citizen: Signed, which: Which, wrong: Mapping[str, str], status: int = 200) -> Response:
    with reading() as session:
        found = claiming.load(session, rt(), citizen, which)
    page = claim_page(found, Told(language(), rt().settings, wrong))
    return make_response(render_template("claim.html", page=page), status)
