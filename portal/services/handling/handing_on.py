"""Hands a dossier on to another agency (chuyển cơ quan khác), because its own agency says so.

Where the other's system is one we reach, it gets the dossier from us as it stands at that moment,
and what the citizen sends from then on; its news is heard. Any other agency is named to the
citizen, and the rest is between the two. The agency it was handed in at keeps it, and may go on
speaking.

Source: Nghị định 118/2025/NĐ-CP; docs/rules.md says how sure.
"""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import News
from portal import axis_road, clock
from portal import desk as desks
from portal.models import Agency, Dossier, DossierAgency, Event, Promise
from portal.services import agencies, promises
from portal.services.promises import Errand

KIND = "transfer"
"""The promise to bring a dossier to the agency it was handed on to."""
HOP = "hop"
"""The promise to bring it to a specialised system, where it goes on besides."""
DELIVERED = "transfer_delivered"
HANDLING = "handling"
_COMPETENT = "competent"
# A desk, and whoever takes documents alone, gets it from the other agency by itself.
_NOT_REACHED = (desks.NAME, axis_road.NAME)


def agency(session: Session, dossier: Dossier) -> Agency:
    """Give the agency that works on a dossier: what is for the agency goes there."""
    row = session.get(DossierAgency, (dossier.home_agency_id, dossier.id, HANDLING))
    return agencies.by_id(session, row.agency_id if row else dossier.home_agency_id)


def works_on(session: Session, agency_id: uuid.UUID, where: tuple[uuid.UUID, uuid.UUID]) -> bool:
    """Say whether a dossier was handed on to an agency."""
    row = session.get(DossierAgency, (*where, HANDLING))
    return row is not None and row.agency_id == agency_id


def hand_on(session: Session, dossier: Dossier, event: Event, news: News) -> None:
    """Let a locked dossier be the other agency's, if its system is one of those we reach."""
    found = sa.select(Agency).where(Agency.code == (news.to_agency or ""))
    target = session.scalars(found).one_or_none()
    if target is None or target.connector in _NOT_REACHED:
        return
    for role in (HANDLING, _COMPETENT):
        _give(session, dossier, role, target.id)
    if target.id != dossier.home_agency_id:
        errand = Errand(f"agency:{target.code}", KIND, promises.DELIVERY)
        promises.make(session, dossier, event, errand)


def _give(session: Session, dossier: Dossier, role: str, agency_id: uuid.UUID) -> None:
    key = (dossier.home_agency_id, dossier.id, role)
    row = session.get(DossierAgency, key)
    if row is None:
        row = DossierAgency(home_agency_id=key[0], dossier_id=key[1], role=role)
        row.birth_month = dossier.birth_month
    row.agency_id, row.since = agency_id, clock.now()
    session.add(row)


def went(session: Session, dossier: Dossier, destination: str) -> Promise:
    """Give the promise by which a dossier goes, or last went, to a destination.

    :raises NotFound: if none was made.
    """
    query = sa.select(Promise).where(
        Promise.home_agency_id == dossier.home_agency_id,
        Promise.dossier_id == dossier.id,
        Promise.destination == destination,
        Promise.kind.in_((KIND, HOP)),
    )
    found = session.scalars(query.order_by(Promise.seq.desc()).limit(1)).one_or_none()
    return found or promises.first(session, dossier, "deliver")


def codes(session: Session, of: Agency) -> frozenset[str]:
    """List the dossiers an agency has handed on, or was handed: two hold them, in two states."""
    same = sa.and_(
        DossierAgency.home_agency_id == Dossier.home_agency_id,
        DossierAgency.dossier_id == Dossier.id,
    )
    query = sa.select(Dossier.code).join(DossierAgency, same)
    concerned = sa.or_(Dossier.home_agency_id == of.id, DossierAgency.agency_id == of.id)
    return frozenset(session.scalars(query.where(DossierAgency.role == HANDLING, concerned)))
