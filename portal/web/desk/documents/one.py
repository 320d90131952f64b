"""One document: what it says, its files and signatures, its clocks, its trace, what can be done."""

import uuid

from flask import render_template, request
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import NotFound
from portal.services.documents import showing
from portal.web.citizen.downloads import send
from portal.web.context import reading, rt
from portal.web.desk.documents import places
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_document", __name__)


@blueprint.get(places.ONE)
def show(agency: str, document_id: uuid.UUID) -> str:
    """Show a document."""
    with reading() as session:
        at = desk(session, agency)
        it = showing.shown(session, rt(), at.agency, document_id)
    done = request.args.get("xong", "")
    return render_template("desk/documents/one.html", it=it, at=at, now=clock.now(), done=done)


@blueprint.get(f"{places.ONE}/tep/<uuid:file_id>")
def file(agency: str, document_id: uuid.UUID, file_id: uuid.UUID) -> Response:
    """Give a file of a document, or the package that could not be read."""
    with reading() as session:
        at = desk(session, agency)
        it = showing.shown(session, rt(), at.agency, document_id)
    held = next((one for one in it.said.files if one.id == file_id), None)
    if held is None:
        raise NotFound(str(file_id))
    return send(it.said.safe, held)
