"""What a signed-in citizen wrote: how each stands, by when it is answered, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.enquiries import ENDS, EnquiryStanding
from portal.domain.errors import NotFound
from portal.models import Agency, Enquiry
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.citizens import Signed
from portal.services.enquiries import publishing, showing, trace
from portal.services.enquiries.dealing import KINDS
from portal.services.enquiries.showing import Line, Step

PAGE = 20
_OVER = frozenset(KINDS[deed] for deed in ENDS)


@dataclass(frozen=True)
class Mine:
    """One of a citizen's list, and who has it now."""

    line: Line
    agency: Agency


@dataclass(frozen=True)
class Listed:
    """A page of what a citizen wrote, the newest first, and whether there is more."""

    rows: Sequence[Mine]
    more: bool


@dataclass(frozen=True)
class Own:
    """One of them to whoever wrote it; ``answer`` is the last step if it is over.

    ``agreed``: they let it be published; ``published``: everybody may read it now.
    """

    line: Line
    agency: Agency
    words: str = field(repr=False)
    dossier_code: str
    steps: tuple[Step, ...] = field(repr=False)
    agreed: bool
    published: bool

    @property
    def answer(self) -> Step | None:
        """Give the answer, or why it was not taken; None while there is none."""
        return next((one for one in reversed(self.steps) if one.kind in _OVER), None)


def mine(session: Session, citizen: Signed, page: int = 1) -> Listed:
    """List what a citizen wrote while signed in."""
    query = (
        sa.select(Enquiry, Agency)
        .join(Agency, Agency.id == Enquiry.handled_by)
        .where(Enquiry.citizen_id == citizen.id)
        .order_by(Enquiry.received_at.desc(), Enquiry.id)
    )
    rows = session.execute(query.limit(PAGE + 1).offset((page - 1) * PAGE)).tuples().all()
    found = [Mine(showing.line(session, agency, row), agency) for row, agency in rows[:PAGE]]
    return Listed(found, len(rows) > PAGE)


def one(session: Session, rt: Runtime, citizen: Signed, code: str) -> Own:
    """Show one to whoever wrote it.

    :raises NotFound: if it is not theirs, or its content was erased.
    """
    row = _theirs(session, citizen, code)
    at = trace.read(session, rt, (row.home_agency_id, row.id))
    agency = agencies.by_id(session, row.handled_by)
    return Own(
        line=showing.line(session, agency, row),
        agency=agency,
        words=at.said.words,
        dossier_code=row.dossier_code or "",
        steps=showing.steps(session, at),
        agreed=row.may_publish,
        published=publishing.of(session, row.id) is not None,
    )


def agree(session: Session, citizen: Signed, code: str, *, agrees: bool) -> None:
    """Let one be published, or no longer: then nobody reads it there from this moment on.

    :raises NotFound: if it is not theirs, or was not taken.
    """
    row = _theirs(session, citizen, code, lock=True)
    if row.standing == EnquiryStanding.REFUSED:
        raise NotFound(code)
    row.may_publish = agrees
    if not agrees:
        publishing.hide(session, row)


def _theirs(session: Session, citizen: Signed, code: str, *, lock: bool = False) -> Enquiry:
    query = sa.select(Enquiry).where(Enquiry.code == code, Enquiry.citizen_id == citizen.id)
    if lock:
        query = query.with_for_update()
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFound(code)
    return row
