"""Which dossiers lie on an agency's desk."""

import uuid

import sqlalchemy as sa

from portal.models import DeskCase, Dossier


def cases(agency_id: uuid.UUID) -> sa.Select[tuple[Dossier, DeskCase]]:
    """Ask for all of them, each with what the desk keeps of it."""
    same = sa.and_(
        DeskCase.home_agency_id == Dossier.home_agency_id, DeskCase.dossier_id == Dossier.id
    )
    query = sa.select(Dossier, DeskCase).join(DeskCase, same)
    return query.where(Dossier.home_agency_id == agency_id)
