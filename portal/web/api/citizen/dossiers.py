"""A citizen's dossiers over the API: where each stands, its papers, and asking one back."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask.views import MethodView
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import IllegalMove, NotFound, Unacceptable
from portal.models import Dossier as Row
from portal.services import agencies, content, dossiers, receipts, withdrawals
from portal.services.attachments import CITIZEN, HOP, RESULT
from portal.services.content import Content
from portal.web.api.citizen import telling
from portal.web.api.citizen.room import Room
from portal.web.api.citizen.shapes import dossier as shapes
from portal.web.api.problems import Fault, Problem
from portal.web.citizen.dossier_page import Story, own_page, shown_state
from portal.web.citizen.downloads import send, send_paper
from portal.web.citizen.told import hops
from portal.web.context import language, reading, rt, the_citizen, writing

blp = Room("dossiers", "A citizen's submitted dossiers (hồ sơ).", personal=True)


@contextmanager
def _own(code: str) -> Iterator[tuple[Session, Content]]:
    """Open a dossier of the caller's; nobody else's is there for them."""
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        yield session, content.read(session, rt(), dossier.home_agency_id, dossier.id)


@blp.route("/dossiers")
class Dossiers(MethodView):
    """A citizen's dossiers."""

    @blp.troubles()
    @blp.response(200, shapes.DossierList)
    def get(self) -> dict[str, Any]:
        """List the dossiers, newest first."""
        with reading() as session:
            rows = dossiers.of_citizen(session, the_citizen())
            return {"items": [_row(session, row) for row in rows]}


@blp.route("/dossiers/<code>")
class Dossier(MethodView):
    """One dossier."""

    @blp.troubles(404)
    @blp.response(200, shapes.Dossier)
    def get(self, code: str) -> dict[str, Any]:
        """Tell where a dossier stands: with the portal, delivered, confirmed, and on from there."""
        with _own(code) as (session, found):
            return _whole(session, found)


def _row(session: Session, row: Row) -> dict[str, Any]:
    agency = agencies.by_id(session, row.home_agency_id)
    english = language() == "en" and agency.name_en
    form = rt().forms.form(session, row.form_hash)
    return {
        "code": row.code,
        "procedure": row.procedure_code,
        "name": form.name.in_(language()),
        "agency": agency.name_en if english else agency.name,
        "state": shown_state(row),
        "delivery": str(row.delivery),
        "submitted_at": row.submitted_at,
        "due_on": clock.day(row.due_current) if row.due_current else None,
    }


def _whole(session: Session, found: Content) -> dict[str, Any]:
    """Tell what the dossier's page tells, by the same reading of what happened."""
    happened = dossiers.happenings(session, rt(), found.dossier, private=True)
    page = own_page(Story(found.dossier, happened), found, language())
    return {
        **_row(session, found.dossier),
        "held_up": page.held_up,
        "due_first_on": page.due.original if page.due else None,
        "due_paused": bool(page.due and page.due.paused),
        "task": page.task,
        "timeline": page.moments,
        "files": [telling.file(held) for held in found.files if held.origin != HOP],
        "papers": [each.code for each in page.downloads if each.code != "result"],
        "may_be_withdrawn": bool(page.withdraw_href),
        "withdrawal_asked_at": page.withdrawal_asked_at,
        "goes_on": hops.sentences(session, found.dossier),
    }


@blp.route("/dossiers/<code>/acknowledgement")
class Acknowledgement(MethodView):
    """The portal's signed word."""

    @blp.troubles(404)
    @blp.response(200, shapes.Acknowledgement)
    def get(self, code: str) -> dict[str, Any]:
        """Give the acknowledgement: signed by the portal, to be checked without it."""
        with reading() as session:
            told = receipts.acknowledgement(dossiers.own(session, the_citizen(), code))
        acknowledged: dict[str, Any] = json.loads(told)
        return acknowledged


@blp.route("/dossiers/<code>/papers/<any(confirmation, receipt):paper>")
class Paper(MethodView):
    """A paper of the dossier."""

    @blp.troubles(404)
    @blp.response(200, {}, content_type="application/pdf")
    def get(self, code: str, paper: str) -> Response:
        """Give the confirmation of submission, or the receipt with the due date (PDF)."""
        with _own(code) as (session, found):
            if paper == "receipt":
                pressed = receipts.receipt(session, rt(), found)
            else:
                pressed = receipts.confirmation(rt(), found)
        return send_paper(pressed, f"{paper}-{code}.pdf")


@blp.route("/dossiers/<code>/files/<uuid:file_id>")
class DossierFile(MethodView):
    """A file of a dossier."""

    @blp.troubles(404)
    @blp.response(200, {}, content_type="application/octet-stream")
    def get(self, code: str, file_id: uuid.UUID) -> Response:
        """Give a file: one the citizen sent, or a result."""
        with _own(code) as (_session, found):
            held = next((each for each in found.files if each.id == file_id), None)
        if held is None or held.origin not in (CITIZEN, RESULT):
            raise NotFound(str(file_id))
        answer = send(found.safe, held)
        answer.mimetype = "application/octet-stream"
        return answer


@blp.route("/dossiers/<code>/withdrawal")
class Withdrawal(MethodView):
    """Asking a dossier back."""

    @blp.troubles(400, 404, 409, 413, 415)
    @blp.arguments(shapes.Withdrawal)
    @blp.response(200, shapes.Dossier)
    def post(self, told: dict[str, Any], code: str) -> dict[str, Any]:
        """Ask for a dossier back (rút hồ sơ); asked twice, it is asked once."""
        try:
            with writing() as session:
                withdrawals.ask(session, rt(), the_citizen(), code, told["reason"])
        except IllegalMove:
            raise Problem(409, Fault("", "not_possible")) from None
        except Unacceptable:
            raise Problem(422, Fault("reason", "too_long")) from None
        with _own(code) as (session, found):
            return _whole(session, found)
