"""An agency's line to an axis, or to its document system: set by an operator, secrets sealed."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.errors import NotFound
from portal.models import Agency, Document, DocumentLine, Event
from portal.runtime import Runtime
from portal.services import agencies, promises
from portal.services.promises import Errand

AXIS, DMS = "axis", "dms"
WORK = "document_work"
_LONGEST = 500


@dataclass(frozen=True)
class NewLine:
    """What an operator says of a line; ``secret`` is what its connector must keep to itself."""

    agency: str
    role: str
    connector: str
    endpoint: Mapping[str, Any]
    secret: Mapping[str, str] = field(repr=False)


def put(session: Session, rt: Runtime, new: NewLine) -> DocumentLine:
    """Lay a line, or bring the one that is there to what is said now.

    :raises NotFound: if there is no such agency.
    """
    agency = agencies.by_code(session, new.agency)
    key_id = rt.keyring.current
    line = session.get(DocumentLine, (agency.id, new.role)) or DocumentLine(
        agency_id=agency.id, role=new.role, made_at=clock.now(), row_version=0
    )
    line.connector, line.endpoint, line.key_id = new.connector, dict(new.endpoint), key_id
    key = rt.keyring.derived(key_id, "line-credentials")
    context = f"{agency.id}/{new.role}"
    line.credentials = crypto.seal(key, json.dumps(dict(new.secret)).encode(), context)
    line.row_version += 1
    session.add(line)
    session.flush()
    return line


def of(session: Session, agency_id: uuid.UUID, role: str) -> DocumentLine:
    """Give an agency's line.

    :raises NotFound: if it has none.
    """
    line = session.get(DocumentLine, (agency_id, role))
    if line is None:
        raise NotFound(f"{role} of {agency_id}")
    return line


def all_of(session: Session, role: str) -> Sequence[tuple[DocumentLine, Agency]]:
    """List the lines of a role, with whose they are."""
    query = sa.select(DocumentLine, Agency).join(Agency, Agency.id == DocumentLine.agency_id)
    rows = session.execute(query.where(DocumentLine.role == role).order_by(Agency.code))
    return [(line, agency) for line, agency in rows]


def note(session: Session, line: DocumentLine, fault: str | None) -> None:
    """Note how a line fared when it was last asked."""
    row = session.get_one(DocumentLine, (line.agency_id, line.role))
    now = clock.now()
    if fault is None:
        row.heard_at, row.fault, row.fault_at = now, None, None
    else:
        row.fault, row.fault_at = fault[:_LONGEST], row.fault_at or now


def organ(session: Session, agency: Agency) -> str:
    """Say as which organisation an agency is known on its axis."""
    line = session.get(DocumentLine, (agency.id, AXIS))
    return str(line.endpoint.get("organ") or agency.code) if line else agency.code


def destination(agency: Agency, role: str = AXIS) -> str:
    """Name the place an agency's packages go to, as promises are kept by it."""
    return f"{role}:{agency.code}"


def promise_work(session: Session, agency: Agency, document: Document, event: Event) -> None:
    """Promise an accepted document to the agency's document system, if it has one."""
    if session.get(DocumentLine, (agency.id, DMS)) is not None:
        errand = Errand(destination(agency, DMS), WORK, promises.DELIVERY)
        promises.make(session, document, event, errand)
