"""Letting go of a number an agency's system gave, once a person has asked and it is not there.

Some systems number dossiers themselves and cannot be asked what they hold. A dossier whose answer
was lost then stays parked under its number; only a person can call and ask. If the system has it,
its next piece of news settles the promise. If it has not, the dossier goes out anew.
"""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.errors import Unacceptable
from portal.domain.states import Delivery
from portal.models import Agency, Dossier, DossierCode, Promise, PromiseState
from portal.services import events
from portal.services.operations import deeds, parking
from portal.services.operations.deeds import Actor

# It went out, and its system can be asked nothing.
_NOBODY_KNOWS = "notoffered"


def possible(session: Session, dossier: Dossier) -> bool:
    """Say whether a dossier is parked under a number of which nobody can be asked."""
    return _parked(session, dossier) is not None


def renumber(session: Session, key: tuple[uuid.UUID, uuid.UUID], actor: Actor) -> str:
    """Forget the number a dossier went out under and let it go out anew; gives the number.

    The number stands in the journal with who said why: should news come under it after all, it is
    refused in sight and can be looked up there.

    :raises Unacceptable: ``not_parked``, if the agency has spoken of it meanwhile.
    """
    dossier = events.lock(session, *key)
    destination = _parked(session, dossier)
    number = dossier.agency_reference
    agency = session.get(Agency, dossier.home_agency_id)
    if destination is None or number is None or agency is None:
        raise Unacceptable("not_parked")
    row = session.get(DossierCode, (f"agency:{agency.code}", number))
    if row is not None:
        session.delete(row)
    dossier.agency_reference = None
    told = {"number": number}
    deeds.record(session, actor, "number_let_go", f"dossier:{dossier.id}", told)
    parking.replay(session, destination, key, actor)
    return number


def _parked(session: Session, dossier: Dossier) -> str | None:
    if dossier.agency_reference is None or dossier.delivery != Delivery.HELD:
        return None
    query = sa.select(Promise.destination).where(
        Promise.home_agency_id == dossier.home_agency_id,
        Promise.dossier_id == dossier.id,
        Promise.kind == "deliver",
        Promise.state == PromiseState.PARKED,
        Promise.last_outcome == _NOBODY_KNOWS,
    )
    return session.scalars(query.limit(1)).first()
