"""The end of entering: everything is shown, then submitted and accepted, or thrown away."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, DraftIncomplete, Unacceptable
from portal.domain.states import State
from portal.models import Dossier
from portal.services import receipts
from portal.services.counter import handing_in, taking
from portal.services.counter.handing_in import Handing
from portal.web.citizen.answering import Sent, keep_pledges
from portal.web.citizen.downloads import send_paper
from portal.web.citizen.entry import lead_on, open_draft
from portal.web.citizen.present_check import Problem
from portal.web.citizen.progress import REVIEW, Progress
from portal.web.citizen.review_page import review_page
from portal.web.context import language, reading, rt, the_citizen, writing
from portal.web.desk import addresses
from portal.web.desk.counter.seat import here

blueprint = Blueprint("finishing", __name__)
lead_on(blueprint)
_LONGEST_UNIT = 100


@blueprint.get("/nhap/<uuid:draft_id>")
def go_on(draft_id: uuid.UUID) -> Response:
    """Open what is being entered where something is missing first."""
    with reading() as session:
        progress = Progress.of(open_draft(session, the_citizen(), draft_id), language())
    return redirect(progress.address(progress.first_open), 303)


@blueprint.get(f"/nhap/<uuid:draft_id>/{REVIEW}")
def show(draft_id: uuid.UUID) -> Response:
    """Show everything before it is submitted."""
    return _page(draft_id)


@blueprint.get("/nhap/<uuid:draft_id>/to-khai.pdf")
def declaration(draft_id: uuid.UUID) -> Response:
    """Give the declaration as it stands, to be read and signed by whoever stands there."""
    with reading() as session:
        pressed = receipts.draft_declaration(rt(), open_draft(session, the_citizen(), draft_id))
    return send_paper(pressed, "to-khai-ban-nhap.pdf")


@blueprint.post("/nhap/<uuid:draft_id>/nop")
def hand_in(draft_id: uuid.UUID) -> Response:
    """Submit and accept, and lead to the dossier, however often it is pressed."""
    try:
        dossier = _hand_in(draft_id, Sent.of(request.form.items(multi=True)))
    except Conflict:
        return _page(draft_id, 409)
    except Unacceptable:
        said = _("Khoản phải thu vừa thay đổi, chưa ghi gì. Xem lại số tiền rồi làm lại bước này")
        return _page(draft_id, 422, {"cash": said})
    if dossier is None:
        return _page(draft_id, 422)
    done = "accepted" if dossier.state == State.ACCEPTED else ""
    return redirect(addresses.case(here().agency.code, dossier.code, done), 303)


def _hand_in(draft_id: uuid.UUID, sent: Sent) -> Dossier | None:
    """Do it in one transaction; None if something is missing: the pledge given is kept then."""
    given = dict(sent.pairs)
    cash = given.get("cash", "")
    said = Handing(
        given.get("unit", "").strip()[:_LONGEST_UNIT],
        # What is no sum is not what is owed, and is told like that.
        int(cash) if re.fullmatch("[1-9][0-9]{0,11}", cash, re.ASCII) else -len(cash),
    )
    with writing() as session:
        opened = open_draft(session, the_citizen(), draft_id, lock=True)
        keep_pledges(session, opened, sent)
        try:
            return handing_in.hand_in(session, rt(), here(), draft_id, said)
        except DraftIncomplete:
            return None


@blueprint.post("/nhap/<uuid:draft_id>/xoa")
def throw_away(draft_id: uuid.UUID) -> Response:
    """Throw away what was entered so far."""
    with writing() as session:
        taking.discard(session, rt(), here(), draft_id)
    return redirect(addresses.counter(here().agency.code), 303)


def _page(
    draft_id: uuid.UUID, status: int = 200, wrong: Mapping[str, str] = MappingProxyType({})
) -> Response:
    with reading() as session:
        progress = Progress.of(open_draft(session, the_citizen(), draft_id), language())
    incomplete = status == 422 and not wrong
    errors: Mapping[str, str] = progress.errors(REVIEW) if incomplete else {}
    page = review_page(progress, errors, changed=status == 409)
    page = replace(page, problems=(*page.problems, *_problems(wrong)))
    # Of what others have to confirm first nobody knows yet whether it will be taken.
    cash = 0 if page.asks else progress.checked.fee.total
    made = render_template(
        "desk/counter_review.html",
        at=here(),
        page=page,
        draft=progress.opened.draft,
        cash=cash,
        typed={name: request.form.get(name, "") for name in ("unit", "cash")},
        wrong=wrong,
    )
    return make_response(made, status)


def _problems(wrong: Mapping[str, str]) -> tuple[Problem, ...]:
    return tuple(Problem(said, f"#{name}") for name, said in wrong.items())
