"""Hands a dossier on to another agency (chuyển cơ quan khác), because its own agency says so.

Where the other's system is one we reach, by its own door or by documents over an axis, or it works
at our desk, it gets the dossier from us as it stands at that moment, and what the citizen sends
from then on; its news is heard. To a desk it goes with a hand-over slip. Any other agency is named
to the citizen; the rest is between the two. The agency it was handed in at keeps it, and may go on
speaking.

Source: Nghị định 118/2025/NĐ-CP; docs/rules.md says how sure.
"""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import News
from portal import clock
from portal import desk as desks
from portal.models import Agency, DeskCase, DeskTransfer, Dossier, DossierAgency, Event, Promise
from portal.services import agencies, promises
from portal.services.promises import Errand

KIND = "transfer"
"""The promise to bring a dossier to the agency it was handed on to."""
HOP = "hop"
"""The promise to bring it to a specialised system, where it goes on besides."""
DELIVERED = "transfer_delivered"
HANDLING = "handling"
_COMPETENT, _RETURNING = "competent", "returning"


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
    if target is None:
        return
    at_a_desk = target.connector == desks.NAME
    if at_a_desk:
        _write_slip(session, dossier, event, news, target)
    else:
        _take_off_desk(session, dossier, target)
    # A desk returns the result as well: the agency's own system has nobody who could.
    for role in (HANDLING, _COMPETENT) + (_RETURNING,) * at_a_desk:
        _give(session, dossier, role, target.id)
    if at_a_desk or target.id != dossier.home_agency_id:
        errand = Errand(f"agency:{target.code}", KIND, promises.DELIVERY)
        promises.make(session, dossier, event, errand)


def _write_slip(
    session: Session, dossier: Dossier, event: Event, news: News, target: Agency
) -> None:
    """Give the hand-over a slip (phiếu bàn giao) with a number, like one between two desks."""
    origin = agency(session, dossier)
    same = sa.and_(
        DeskTransfer.home_agency_id == dossier.home_agency_id, DeskTransfer.dossier_id == dossier.id
    )
    number = (session.scalar(sa.select(sa.func.count()).where(same)) or 0) + 1
    session.add(
        DeskTransfer(
            home_agency_id=dossier.home_agency_id,
            dossier_id=dossier.id,
            birth_month=dossier.birth_month,
            number=number,
            kind="transferred",
            slip=f"PBG-{dossier.code}-{number}",
            from_agency_id=origin.id,
            to_agency_id=target.id,
            event_seq=event.seq,
            sent_at=clock.now(),
            sent_by=news.officer or origin.name,
        )
    )


def _take_off_desk(session: Session, dossier: Dossier, target: Agency) -> None:
    """Let what lay on a desk lie there no more: nobody works on it in two places."""
    held = session.get(DeskCase, (dossier.home_agency_id, dossier.id), with_for_update=True)
    if held is not None:
        held.at_agency_id = None if target.id == dossier.home_agency_id else target.id
        held.arriving_since = None


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
