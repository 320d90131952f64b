"""A report as a file: the printed form as PDF and workbook, figures as CSV, and what was signed."""

import json
import uuid
from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound
from portal.papers import report_books
from portal.services.operations import deeds
from portal.services.reports import moving, papers, sealing, working
from portal.services.reports.opening import Opened
from portal.web.citizen.downloads import to_be_saved
from portal.web.context import rt, writing
from portal.web.reports import addresses
from portal.web.reports.below import received
from portal.web.reports.guard import guarded, member
from portal.web.reports.report import opened
from portal.web.reports.sealing import seal

blueprint = guarded("reports_files", __name__)
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _pdf(session: Session, it: Opened) -> bytes:
    return sealing.pdf(it) or papers.pdf(session, it, sealing.link(rt(), it))


def _csv(session: Session, it: Opened) -> bytes:
    return b"".join(report_books.as_csv(papers.sheet(session, it)))


def _signed(session: Session, it: Opened) -> bytes:
    """What was signed and its signature, to be checked without us."""
    statement = working.signed(it).decode()
    signature = (it.revision.signature or b"").hex()
    told = {"statement": statement, "signature": signature, "algorithm": "Ed25519"}
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


Make = Callable[[Session, Opened], bytes]
KINDS: Mapping[str, tuple[str, Make]] = {
    "pdf": ("application/pdf", _pdf),
    "xlsx": (_SHEET, lambda session, it: report_books.as_xlsx(papers.sheet(session, it))),
    "csv": ("text/csv", _csv),
    "json": ("application/json", _signed),
}


@blueprint.get(f"{addresses.REPORT}/tep.<kind>")
def give(agency: str, report_id: uuid.UUID, kind: str) -> Response:
    """Give a version of a report as a file; that somebody took it along is written down."""
    if kind == "pdf":
        seal(agency, report_id)
    with writing() as session:
        return _file(session, opened(session, agency, report_id), kind)


@blueprint.get(f"{addresses.BELOW}/tep.<kind>")
def give_received(agency: str, report_id: uuid.UUID, kind: str) -> Response:
    """Give whoever collects it a report from below as a file, as it was signed."""
    with writing() as session:
        _, it = received(session, agency, report_id)
        return _file(session, it, kind)


def _file(session: Session, it: Opened, kind: str) -> Response:
    if kind not in KINDS:
        raise NotFound(kind)
    media_type, make = KINDS[kind]
    made = make(session, it)
    told = {"as": kind, "revision": it.revision.number}
    deeds.record(session, member().acting(), "report_taken", moving.target(it.report), told)
    return to_be_saved(Response(made, mimetype=media_type), f"{it.file_name}.{kind}")
