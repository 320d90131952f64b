"""Which agency gave a paper to a store, and which may put it out of use by a newer one.

The agency is the one that decides the dossier a paper comes from: nobody can type it. Another's
papers are not its to end (docs/decisions/0038), unless it has taken that agency's place.
"""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Agency, Dossier, DossierAgency, KeptPaper
from portal.services import agencies

_Key = tuple[uuid.UUID, uuid.UUID]


def may_replace(session: Session, dossier: Dossier, older: KeptPaper) -> bool:
    """Say whether a paper of a dossier may take the place of an older one in a store."""
    newer = _giver(session, (dossier.home_agency_id, dossier.id))
    return agencies.continues(session, newer, given_by(session, older))


def given_by(session: Session, paper: KeptPaper) -> uuid.UUID:
    """Give the id of the agency that gave a paper to its owner's store."""
    return _giver(session, (paper.home_agency_id, paper.origin_dossier_id))


def named(session: Session, paper: KeptPaper) -> str:
    """Name the agency that gave a paper to its owner's store."""
    return session.get_one(Agency, given_by(session, paper)).name


def _giver(session: Session, key: _Key) -> uuid.UUID:
    query = sa.select(DossierAgency.agency_id).where(
        DossierAgency.home_agency_id == key[0],
        DossierAgency.dossier_id == key[1],
        DossierAgency.role == "competent",
    )
    # A dossier that was deleted leaves its papers; whose desk it came in at is still known.
    return session.scalar(query) or key[0]
