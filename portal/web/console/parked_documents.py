"""One official document that waits for a person, and sending it again."""

import uuid
from dataclasses import dataclass

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, NotFound
from portal.services.documents import parked
from portal.services.documents.parked import Seen
from portal.web.console import addresses
from portal.web.console.asking import Asked, number
from portal.web.console.guard import guarded
from portal.web.context import reading, writing

blueprint = guarded("console_parked_documents", __name__)


@dataclass(frozen=True)
class _Named:
    document_id: uuid.UUID
    destination: str

    @classmethod
    def read(cls) -> "_Named":
        """Read which document at which destination this request is about."""
        text = request.values.get("so", "")
        try:
            return cls(uuid.UUID(text), request.values.get("noi", ""))
        except ValueError as error:
            raise NotFound(text) from error


@blueprint.get(addresses.PARKED_DOCUMENT)
def show() -> Response:
    """Show where it was to go, why it did not, and what its recipients said."""
    return _page(_Named.read(), Asked())


@blueprint.post(f"{addresses.PARKED_DOCUMENT}/gui-lai")
def replay() -> Response:
    """Let it be sent again; the axis is asked first whether it has it."""
    return _sent_again(not_arrived=False)


@blueprint.post(f"{addresses.PARKED_DOCUMENT}/chua-den")
def not_arrived() -> Response:
    """Send it again because somebody has found out that it did not arrive; nobody is asked."""
    return _sent_again(not_arrived=True)


def _sent_again(*, not_arrived: bool) -> Response:
    named, asked = _Named.read(), Asked.read()
    if asked.errors:
        return _page(named, asked, 422)
    seen = Seen(number("viec"), asked.seen)
    try:
        with writing() as session:
            found = parked.find(session, named.document_id, named.destination)
            parked.send_again(session, found, seen, asked.actor, not_arrived=not_arrived)
    except Conflict:
        said = _("Văn bản vừa có thay đổi, nên chưa gửi lại. Xem tình trạng mới bên dưới")
        return _page(named, asked.wrong("reason", said), 409)
    return redirect(addresses.parked("1"), 303)


def _page(named: _Named, asked: Asked, status: int = 200) -> Response:
    with reading() as session:
        found = parked.find(session, named.document_id, named.destination)
    page = render_template("console/parked_document.html", here="parked", it=found, asked=asked)
    return make_response(page, status)
