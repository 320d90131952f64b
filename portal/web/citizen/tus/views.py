"""The addresses of the protocol: under a draft's papers and under an answer to the agency."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from forms.schema import DOCUMENTS_STEP
from portal.domain.errors import Conflict
from portal.services.uploads import pending
from portal.services.uploads.pending import Wanted
from portal.web.citizen.entry import visitor
from portal.web.citizen.tus import doors, protocol
from portal.web.citizen.tus.answers import about, plain, signed_out, speaking, standing
from portal.web.citizen.tus.appending import Appending, drop
from portal.web.citizen.tus.doors import Door
from portal.web.citizen.tus.protocol import Refused
from portal.web.citizen.uploads import shown_name
from portal.web.context import reading, rt, writing

blueprint = Blueprint("tus", __name__)
_DOORS = (f"/nhap/<uuid:draft_id>/{DOCUMENTS_STEP}/gui", "/ho-so/<code>/bo-sung/gui")
_LONGEST_WORD = 20
_SHA256 = 64
Deed = Callable[..., Response]


@blueprint.record_once
def _checked_by_itself(state: BlueprintSetupState) -> None:
    """The check against forgery reads a body; here it looks at the header, before any byte."""
    state.app.extensions["csrf"].exempt(blueprint)


@speaking
def describe(**_where: Any) -> Response:
    """Say what is spoken here (OPTIONS); nobody has to be signed in for that."""
    return plain(
        204,
        tus_version=protocol.VERSION,
        tus_extension=protocol.EXTENSIONS,
        tus_max_size=str(rt().settings.file_limit),
        tus_checksum_algorithm=",".join(protocol.ALGORITHMS),
    )


@speaking
def answer(upload_id: uuid.UUID | None = None, **where: Any) -> Response:
    """Do what the method asks, at the door the address names, for whoever it belongs to."""
    if request.headers.get("Tus-Resumable") != protocol.VERSION:
        raise Refused(412, f"Tus-Resumable must be {protocol.VERSION}")
    method = request.headers.get("X-HTTP-Method-Override", request.method).upper()
    deed = _DEEDS.get((upload_id is not None, method))
    if deed is None:
        raise Refused(405, "this method is not spoken here")
    request.max_content_length = rt().settings.file_limit
    if request.method != "HEAD":
        current_app.extensions["csrf"].protect()
    who = visitor()
    if who is None:
        return signed_out()
    draft_id = where.get("draft_id")
    door = (
        doors.of_draft(who.citizen, draft_id)
        if draft_id
        else doors.of_reply(who.citizen, where["code"])
    )
    return deed(door, upload_id) if upload_id else deed(door)


def create(door: Door) -> Response:
    """Begin an upload, or find the unfinished one of the same file."""
    length, told = protocol.count(request.headers, "Upload-Length"), protocol.metadata(
        request.headers
    )
    sha256 = told.get("sha256", "").lower()
    wanted = Wanted(
        document=told.get("document", ""),
        name=shown_name(told.get("filename", "")),
        length=length,
        sha256=sha256 if len(sha256) == _SHA256 else "",
        presented_as=told.get("presented_as", "")[:_LONGEST_WORD],
    )
    about(wanted, door.field(wanted.document))
    door.admit(wanted, told.get("filetype", "").startswith("image/"))
    with writing() as session:
        upload, freed = pending.begin(session, rt(), door.counter, wanted)
    for blob in freed:
        rt().blobs.delete(blob)
    return standing(201, upload, location=f"{door.address}/{upload.id}")


def tell(door: Door, upload_id: uuid.UUID) -> Response:
    """Say how far an upload is (HEAD)."""
    upload = _find(door, upload_id)
    return standing(200, upload, upload_length=str(upload.wanted.length))


def append(door: Door, upload_id: uuid.UUID) -> Response:
    """Take in what comes next of an upload (PATCH)."""
    if request.mimetype != protocol.CONTENT:
        raise Refused(415, f"Content-Type must be {protocol.CONTENT}")
    offset = protocol.count(request.headers, "Upload-Offset")
    checksum = protocol.checksum(request.headers)
    upload = _find(door, upload_id)
    if offset != upload.received:
        raise Conflict(offset, upload.received)
    if offset + (request.content_length or 0) > upload.wanted.length:
        raise Refused(413, "more bytes than Upload-Length")
    return standing(204, Appending(door, upload, checksum).run(request.stream))


def terminate(door: Door, upload_id: uuid.UUID) -> Response:
    """Forget an upload (DELETE); a file it has become stays where it is."""
    drop(door, _find(door, upload_id).id)
    return plain(204)


def _find(door: Door, upload_id: uuid.UUID) -> pending.Pending:
    with reading() as session:
        upload = pending.find(session, door.counter, upload_id)
    about(upload.wanted, door.field(upload.wanted.document))
    return upload


_DEEDS: dict[tuple[bool, str], Deed] = {
    (False, "POST"): create,
    (True, "HEAD"): tell,
    (True, "PATCH"): append,
    (True, "DELETE"): terminate,
}

for _base in _DOORS:
    for _rule in (_base, f"{_base}/<uuid:upload_id>"):
        blueprint.add_url_rule(
            _rule, "describe", describe, methods=["OPTIONS"], provide_automatic_options=False
        )
        blueprint.add_url_rule(
            _rule,
            "answer",
            answer,
            methods=["POST", "HEAD", "PATCH", "DELETE"],
            provide_automatic_options=False,
        )
