"""Where every deed of an officer begins: the dossier locked, unchanged since they looked.

From here on all that is written of it says in whose place it is done, if in somebody's.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.errors import Conflict
from portal.models import Agency, DeskCase, Dossier
from portal.services import events
from portal.services.desk import lying
from portal.services.officers import standing_in
from portal.services.operations.staff import Member


@dataclass(frozen=True)
class Seen:
    """Which dossier, and the number of its last event that the officer had before them."""

    code: str
    seq: int


def opened(
    session: Session, agency: Agency, officer: Member, seen: Seen
) -> tuple[Dossier, DeskCase]:
    """Lock a dossier that an officer means to do something with.

    :raises NotFound: if it does not concern their agency.
    :raises Conflict: if something happened to it since they looked.
    """
    found, held = lying.case(session, agency, seen.code)
    dossier = events.lock(session, found.home_agency_id, found.id)
    if dossier.seq != seen.seq:
        raise Conflict(seen.seq, dossier.seq)
    standing_in.note(session, dossier, agency.id, officer.id)
    return dossier, held
