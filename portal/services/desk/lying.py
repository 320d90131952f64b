"""Which dossiers lie on an agency's desk, and which it may see besides.

A dossier lies on one desk at a time. The offices that received, decide or return it see it
wherever it lies; nobody else does.
"""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.models import Agency, DeskCase, Dossier, DossierAgency
from portal.services import numbering


def cases(agency_id: uuid.UUID) -> sa.Select[tuple[Dossier, DeskCase]]:
    """Ask for all an agency may see, each with what the desk keeps of it."""
    same = sa.and_(
        DeskCase.home_agency_id == Dossier.home_agency_id, DeskCase.dossier_id == Dossier.id
    )
    elsewhere = sa.select(DossierAgency.dossier_id).where(
        DossierAgency.agency_id == agency_id, DossierAgency.home_agency_id != agency_id
    )
    query = sa.select(Dossier, DeskCase).join(DeskCase, same)
    return query.where(sa.or_(Dossier.home_agency_id == agency_id, Dossier.id.in_(elsewhere)))


def on_desk(agency_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """What lies on this very desk."""
    at_home = sa.and_(Dossier.home_agency_id == agency_id, DeskCase.at_agency_id.is_(None))
    return sa.or_(at_home, DeskCase.at_agency_id == agency_id)


def off_desk(agency_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """What lies on another desk."""
    return sa.func.coalesce(DeskCase.at_agency_id, DeskCase.home_agency_id) != agency_id


def here(held: DeskCase, agency_id: uuid.UUID) -> bool:
    """Say whether a dossier lies on an agency's desk."""
    return (held.at_agency_id or held.home_agency_id) == agency_id


def case(session: Session, agency: Agency, code: str) -> tuple[Dossier, DeskCase]:
    """Find a dossier that an agency may see, by its code.

    :raises NotFound: if there is none, or it does not concern this agency; the two look the same.
    """
    key = numbering.find(session, code)
    held = session.get(DeskCase, key) if key is not None else None
    dossier = session.get(Dossier, key) if key is not None and held is not None else None
    if held is None or dossier is None or not _concerned(session, agency, dossier):
        raise NotFound(code)
    return dossier, held


def _concerned(session: Session, agency: Agency, dossier: Dossier) -> bool:
    if dossier.home_agency_id == agency.id:
        return True
    found = sa.exists().where(
        DossierAgency.home_agency_id == dossier.home_agency_id,
        DossierAgency.dossier_id == dossier.id,
        DossierAgency.agency_id == agency.id,
    )
    return bool(session.scalar(sa.select(found)))
