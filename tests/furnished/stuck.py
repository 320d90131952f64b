"""A document that may have reached an axis which cannot be asked, and waits for a person."""

import sqlalchemy as sa

from portal.models import Agency, Document, Promise, PromiseState
from portal.runtime import Runtime
from portal.services.documents import lines
from portal.services.documents.lines import NewLine
from tests.furnished.desks import officer
from tests.furnished.documents import send


def on_axis(rt: Runtime, agency: Agency) -> None:
    """Put an agency on a provincial axis that nobody reaches."""
    told = {"base_url": "http://127.0.0.1:1", "organ": agency.code, "system_id": "may-1"}
    secret = {"secret": "khoa", "password": "mat-khau"}
    told |= {"username": agency.code}
    with rt.db.write() as session:
        lines.put(session, rt, NewLine(agency.code, lines.AXIS, "provincial_axis", told, secret))


def stick(rt: Runtime, agency: Agency, outcome: str = "notoffered") -> Document:
    """Give a document of an agency whose sending waits for a person after four tries."""
    on_axis(rt, agency)
    document = send(rt, (agency, officer(rt, agency)))
    with rt.db.write() as session:
        session.execute(
            sa.update(Promise)
            .where(Promise.dossier_id == document.id)
            .values(
                state=PromiseState.PARKED,
                attempts=4,
                unsure=True,
                last_outcome=outcome,
                last_error="this axis cannot be asked what it took",
            )
        )
    return document


def owed(rt: Runtime, document: Document) -> Promise:
    """Give the promise to send it."""
    with rt.db.read() as session:
        return session.scalars(sa.select(Promise).where(Promise.dossier_id == document.id)).one()
