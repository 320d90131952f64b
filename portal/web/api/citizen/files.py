"""The files of a draft over the API: brought, looked at, taken out again."""

import uuid
from collections.abc import Iterator
from typing import Any

from flask import request
from flask.views import MethodView
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.services import attachments
from portal.services.attachments import Held, Upload
from portal.services.drafts import Open
from portal.web.api.citizen import telling
from portal.web.api.citizen.drafts import draft_of
from portal.web.api.citizen.preconditions import DIGEST, Digested
from portal.web.api.citizen.room import BASE, Room
from portal.web.api.citizen.shapes import draft as shapes
from portal.web.api.problems import Fault, Problem
from portal.web.citizen.downloads import send
from portal.web.citizen.file_wording import FOR_SIZE, worded
from portal.web.citizen.uploads import bring, shown_name
from portal.web.context import reading, rt, the_citizen, writing

blp = Room("files", "The files of a draft.", personal=True)
_NAME = {
    "in": "query",
    "name": "name",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 300},
    "description": "how the file is called",
    "example": "giay-chung-sinh.pdf",
}
_BODY = {"required": True, "content": {"application/octet-stream": {"schema": {}}}}
_MADE = {"Location": {"schema": {"type": "string"}}}
_FORMS = ("multipart/", "application/x-www-form-urlencoded")


@blp.route("/drafts/<uuid:draft_id>/documents/<document>/files")
class Files(MethodView):
    """The files given for a document."""

    @blp.troubles(400, 404, 409, 413, 415)
    @blp.doc(parameters=[_NAME, DIGEST], requestBody=_BODY)
    @blp.arguments(shapes.FileName, location="query")
    @blp.response(201, shapes.File, headers=_MADE)
    def post(self, told: dict[str, Any], draft_id: uuid.UUID, document: str) -> Any:
        """Bring a file, as the body; the same bytes brought again are not a second file."""
        body = Digested.of(_chunks())
        with reading() as session:
            opened = draft_of(session, draft_id)
            held = attachments.brought(session, opened.place, document, body.sha256)
        found = held or _bring(opened, Upload(document, shown_name(told["name"]), body))
        at = f"{BASE}/drafts/{draft_id}/files/{found}"
        return telling.file(_held(draft_id, found)[1]), {"Location": at}


def _chunks() -> Iterator[bytes]:
    """Stream the body; one that a browser's form would send is no file."""
    if request.mimetype.startswith(_FORMS):
        raise Problem(415, Fault("Content-Type", "invalid"))
    limit = rt().settings.file_limit
    if (request.content_length or 0) > limit:
        raise Problem(413, Fault("", "too_large"))
    request.max_content_length = limit + 1
    return attachments.chunked(request.stream.read)


def _bring(opened: Open, upload: Upload) -> uuid.UUID:
    place = f"documents.{upload.document}"
    try:
        return bring(the_citizen(), opened, upload).id
    except RequestEntityTooLarge:
        raise Problem(413, Fault(place, "too_large")) from None
    except Unacceptable as error:
        said = worded(error, upload.name, request.content_length or rt().settings.file_limit)
        status = 413 if error.reason in FOR_SIZE else 422
        raise Problem(status, Fault(place, error.reason, said)) from None


def _held(draft_id: uuid.UUID, file_id: uuid.UUID) -> tuple[Open, Held]:
    with reading() as session:
        opened = draft_of(session, draft_id)
    for held in opened.files:
        if held.id == file_id:
            return opened, held
    raise NotFound(str(file_id))


@blp.route("/drafts/<uuid:draft_id>/files/<uuid:file_id>")
class File(MethodView):
    """One file of a draft."""

    @blp.troubles(404, 409)
    @blp.response(200, {}, content_type="application/octet-stream")
    def get(self, draft_id: uuid.UUID, file_id: uuid.UUID) -> Response:
        """Give a file back, as it is kept."""
        opened, held = _held(draft_id, file_id)
        answer = send(opened.safe, held)
        # To be saved, whatever it is: a program asks the list what it is.
        answer.mimetype = "application/octet-stream"
        return answer

    @blp.troubles(404, 409)
    @blp.response(204)
    def delete(self, draft_id: uuid.UUID, file_id: uuid.UUID) -> None:
        """Take a file out of a draft."""
        with writing() as session:
            opened = draft_of(session, draft_id, lock=True)
            attachments.remove(session, opened.draft.home_agency_id, draft_id, file_id)
            opened.draft.saved_at = clock.now()
