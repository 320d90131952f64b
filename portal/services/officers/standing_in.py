"""Whom an officer stands in for as they deal with a dossier: written with all they do to it."""

import uuid

from sqlalchemy.orm import Session

from portal.models import DeskCase, Dossier
from portal.services import acting
from portal.services.officers import covering


def note(
    session: Session, dossier: Dossier, agency_id: uuid.UUID, staff_id: uuid.UUID | None
) -> None:
    """Note whose dossier it is, if that is a colleague somebody covers at this desk today.

    All events of the dossier and lines of the journal about it say so until the transaction ends.
    Call it before the deed: afterwards the dossier may be somebody else's.
    """
    held = session.get(DeskCase, (dossier.home_agency_id, dossier.id))
    name = "" if held is None else _covered(session, held, agency_id, staff_id)
    acting.say(session, dossier.id, name)


def _covered(
    session: Session, held: DeskCase, agency_id: uuid.UUID, staff_id: uuid.UUID | None
) -> str:
    here = (held.at_agency_id or held.home_agency_id) == agency_id
    if not here or held.officer_id is None or staff_id is None:
        return ""
    return covering.names(session, agency_id, staff_id).get(held.officer_id, "")
