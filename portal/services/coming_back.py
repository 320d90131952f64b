"""Whoever opens a draft again has as much time for it as at its beginning."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Draft
from portal.services.drafts import Open


def prolong(session: Session, opened: Open) -> None:
    """Give whoever opens a draft as much time again, without making a new version of it."""
    draft = opened.draft
    session.execute(
        sa.update(Draft)
        .where(
            Draft.home_agency_id == draft.home_agency_id,
            Draft.id == draft.id,
            Draft.submitted_at.is_(None),
        )
        .values(expires_at=clock.now() + opened.kept_for)
        .execution_options(synchronize_session=False)
    )
