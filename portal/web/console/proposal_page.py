"""Draws the page of a version in the making, and reads the text that is brought for one."""

import uuid

from flask import Request, make_response, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forms.loader import load
from portal.domain.errors import NotFound
from portal.services import publishing
from portal.services.operations import form_desk, proposals
from portal.services.operations.proposals import NotInOrder, Written
from portal.web.console.asking import Asked, number
from portal.web.console.present_forms import ProposalPage, told
from portal.web.context import language, reading, rt

Problems = tuple[tuple[int, str], ...]


def brought(request: Request) -> tuple[Written, str]:
    """Read the text of a form, uploaded or typed, and say why it cannot be read, if it cannot."""
    file, typed = request.files.get("file"), request.form.get("source", "")
    written = Written(typed.replace("\r\n", "\n"), version=number("version"))
    if file is not None and file.filename:
        try:
            text = file.stream.read(proposals.LARGEST + 1).decode("utf-8-sig")
        except UnicodeDecodeError:
            return written, _("Tệp phải là văn bản UTF-8")
        written = Written(text.replace("\r\n", "\n"), file.filename[-80:], written.version)
    if not written.source.strip():
        return written, _("Chọn tệp YAML hoặc dán nội dung vào ô")
    if len(written.source.encode()) > proposals.LARGEST:
        return Written(""), _("Nội dung dài quá 512 KB")
    return written, ""


def problems_of(error: NotInOrder) -> Problems:
    """Give what is wrong with a text, each with its line."""
    return tuple((one.line, one.text) for one in error.problems)


def draw(
    proposal_id: uuid.UUID,
    asked: Asked | None = None,
    *,
    source: str | None = None,
    problems: Problems = (),
    status: int = 200,
) -> Response:
    """Draw a version in the making, with what was typed and what is wrong with it."""
    with reading() as session:
        row = proposals.get(session, proposal_id)
        form = load(row.source, row.file_name)
        live, seen, changes = None, 0, None
        try:
            found = form_desk.procedure(session, rt(), row.procedure_code)
            live, seen = found.live, found.version
            changes = told(publishing.live(session, rt(), row.procedure_code), form)
        except NotFound:
            # Nothing of it is live, so there is nothing to compare with.
            pass
    page = ProposalPage(
        proposal=row,
        name=form.name.in_(language()),
        changes=changes,
        live=live,
        seen=seen,
        source=row.source if source is None else source,
        asked=asked or Asked(),
        problems=problems,
    )
    return make_response(render_template("console/proposal.html", here="forms", page=page), status)
