"""Drafts over the API: begun, filled in, submitted; by the same services as the pages."""

import uuid
from typing import Any

from flask import request
from flask.views import MethodView
from sqlalchemy.orm import Session

from portal.domain.errors import Conflict, DraftIncomplete, NotFound
from portal.models import Dossier
from portal.services import beginning, drafts, publishing, submission, versions
from portal.services.drafts import Open
from portal.web.api.citizen import filling, preconditions, telling
from portal.web.api.citizen.preconditions import ETAG, MATCH, etag
from portal.web.api.citizen.room import BASE, Room
from portal.web.api.citizen.shapes import dossier as dossier_shapes
from portal.web.api.citizen.shapes import draft as shapes
from portal.web.api.problems import Fault, Problem
from portal.web.citizen.entry import AlreadySubmitted, open_draft
from portal.web.context import language, reading, rt, the_citizen, writing

blp = Room("drafts", "A citizen's drafts (hồ sơ nháp).", personal=True)
_MADE = {**ETAG, "Location": {"schema": {"type": "string"}}}


def submitted(error: AlreadySubmitted) -> Problem:
    """Say of a draft that it is a dossier by now, and which."""
    at = f"{BASE}/dossiers/{error.code}"
    return Problem(409, Fault("", "submitted"), headers={"Location": at}, dossier=error.code)


def draft_of(session: Session, draft_id: uuid.UUID, *, lock: bool = False) -> Open:
    """Open a draft of the caller's.

    :raises NotFound: if it is not theirs.
    :raises Problem: 409 if it was submitted.
    """
    try:
        return open_draft(session, the_citizen(), draft_id, lock=lock)
    except AlreadySubmitted as error:
        raise submitted(error) from None


def told(session: Session, opened: Open, ignored: tuple[str, ...] = ()) -> dict[str, Any]:
    """Describe a draft to its citizen."""
    newer = versions.pending(session, rt(), opened.draft)
    return telling.draft(opened, newer, language(), ignored)


@blp.route("/drafts")
class Drafts(MethodView):
    """A citizen's drafts."""

    @blp.troubles()
    @blp.response(200, shapes.DraftList)
    def get(self) -> dict[str, Any]:
        """List the drafts that are not submitted, last saved first."""
        with reading() as session:
            rows = drafts.of_citizen(session, the_citizen())
            opened = [drafts.load(session, rt(), the_citizen(), row.id) for row in rows]
            newer = [versions.pending(session, rt(), row) for row in rows]
        pairs = zip(opened, newer, strict=True)
        return {"items": [telling.draft_row(one, other, language()) for one, other in pairs]}

    @blp.troubles(400, 413, 415)
    @blp.arguments(shapes.Beginning)
    @blp.response(201, shapes.Draft, headers=_MADE)
    def post(self, wanted: dict[str, Any]) -> Any:
        """Begin a draft; asked twice within a minute, the same one is given."""
        chosen = drafts.Beginning(wanted["procedure"], wanted["case"], wanted["agency"], language())
        try:
            with writing() as session:
                draft = beginning.begin(session, rt(), the_citizen(), chosen)
        except NotFound:
            raise Problem(422, *_not_offered(chosen)) from None
        with reading() as session:
            opened = draft_of(session, draft.id)
            made = {**etag(opened.draft.row_version), "Location": f"{BASE}/drafts/{draft.id}"}
            return told(session, opened), made


def _not_offered(wanted: drafts.Beginning) -> list[Fault]:
    """Say which of the choices is not on offer."""
    with reading() as session:
        try:
            form = publishing.live(session, rt(), wanted.procedure)
        except NotFound:
            return [Fault("procedure", "not_offered")]
        agencies = {agency.id for agency in drafts.serving(session, form, the_citizen())}
    found = [] if form.case(wanted.case) else [Fault("case", "not_offered")]
    return found if wanted.agency_id in agencies else [*found, Fault("agency", "not_offered")]


@blp.route("/drafts/<uuid:draft_id>")
class Draft(MethodView):
    """One draft."""

    @blp.troubles(404, 409)
    @blp.response(200, shapes.Draft, headers=ETAG)
    def get(self, draft_id: uuid.UUID) -> Any:
        """Show a draft: answers as typed and as understood, problems, documents, fee."""
        with reading() as session:
            opened = draft_of(session, draft_id)
            return told(session, opened), etag(opened.draft.row_version)

    @blp.troubles(400, 404, 409, 412, 413, 415, 428)
    @blp.doc(parameters=[MATCH])
    @blp.arguments(shapes.Patch)
    @blp.response(200, shapes.Draft, headers=ETAG)
    def patch(self, sent: dict[str, Any], draft_id: uuid.UUID) -> Any:
        """Save answers; `Prefer: handling=lenient` keeps wrong ones as typed, as the pages do."""
        version, answers = preconditions.version(), sent["answers"]
        lenient = "handling=lenient" in request.headers.get("Prefer", "").replace(" ", "")
        with writing() as session:
            opened = draft_of(session, draft_id, lock=True)
            if opened.draft.row_version != version:
                stored = {n: opened.answers.get(n) for n in answers}
                raise preconditions.stale(answers, stored, opened.draft.row_version)
            found = filling.taken(opened, answers, language(), lenient=lenient)
            drafts.save(session, opened, found.answers, version)
        with reading() as session:
            saved = draft_of(session, draft_id)
            return told(session, saved, found.ignored), etag(saved.draft.row_version)

    @blp.troubles(404, 409)
    @blp.response(204)
    def delete(self, draft_id: uuid.UUID) -> None:
        """Throw a draft away, with its files."""
        with writing() as session:
            drafts.discard(session, draft_of(session, draft_id, lock=True))


@blp.route("/drafts/<uuid:draft_id>/submission")
class Submission(MethodView):
    """The submission of a draft."""

    @blp.troubles(400, 404, 412, 422)
    @blp.doc(parameters=[{**MATCH, "required": False}])
    @blp.response(200, dossier_shapes.Submission)
    def post(self, draft_id: uuid.UUID) -> dict[str, Any]:
        """Submit a draft (nộp hồ sơ); asked again, the same dossier is the answer."""
        try:
            dossier = _submit(draft_id)
        except DraftIncomplete:
            with reading() as session:
                opened = draft_of(session, draft_id)
                found = telling.problems(opened, opened.check(language()))
            raise Problem(422, *found) from None
        except Conflict as error:
            raise preconditions.stale({}, {}, error.found) from None
        return {
            "code": dossier.code,
            "submitted_at": dossier.submitted_at,
            "answer_by": dossier.answer_due,
            "fee": dossier.fee,
            "content": dossier.content_commitment,
        }


def _submit(draft_id: uuid.UUID) -> Dossier:
    """Submit in one transaction: of the version the caller has seen, if they say which."""
    wanted = preconditions.version() if "If-Match" in request.headers else None
    with writing() as session:
        if wanted is not None and drafts.submitted_as(session, the_citizen(), draft_id) is None:
            opened = open_draft(session, the_citizen(), draft_id, lock=True)
            if opened.draft.row_version != wanted:
                raise Conflict(wanted, opened.draft.row_version)
        return submission.submit(session, rt(), the_citizen(), draft_id)
