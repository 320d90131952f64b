"""Dossier codes (mã hồ sơ): minted from a locked counter row per agency and day, never reused."""

import uuid
from datetime import date

from sqlalchemy.orm import Session

from portal.db import insert_for
from portal.domain import codes
from portal.models import Agency, CodeCounter, DossierCode


def mint(session: Session, agency: Agency, day: date) -> str:
    """Take the agency's next code of a day; if the transaction fails, nobody has seen it."""
    statement = insert_for(session, CodeCounter).values(agency_id=agency.id, day=day, last=1)
    number = session.execute(
        statement.on_conflict_do_update(
            index_elements=["agency_id", "day"], set_={"last": CodeCounter.last + 1}
        ).returning(CodeCounter.last)
    ).scalar_one()
    return codes.format(agency.code, day, number)


def find(
    session: Session, code: str, source: str = DossierCode.OWN
) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Find where a dossier is kept by its code: ``(home agency, dossier)``, or None."""
    row = session.get(DossierCode, (source, code))
    return (row.home_agency_id, row.dossier_id) if row else None
