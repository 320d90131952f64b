"""The link somebody is asked to confirm by: it runs out and is made anew, the dossier waits on."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.links import token_hash
from portal.models import Confirmation, ConfirmationLink
from portal.runtime import Runtime
from portal.services.notifications import LinkTo


def link(session: Session, rt: Runtime, row: Confirmation) -> LinkTo:
    """Give the link of a request, making one if none stays open long enough."""
    now = clock.now()
    days = timedelta(days=rt.settings.link_days)
    found = session.execute(
        _open(row)
        .where(ConfirmationLink.expires_at > now + days / 2)
        .order_by(ConfirmationLink.made_at.desc())
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        link_id = crypto.uuid7()
        found = ConfirmationLink(
            token_hash=token_hash(rt.links.token(link_id)),
            id=link_id,
            home_agency_id=row.home_agency_id,
            dossier_id=row.dossier_id,
            number=row.number,
            made_at=now,
            expires_at=now + days,
        )
        session.add(found)
    return LinkTo(found.id, rt.links.confirmation(rt.links.token(found.id)))


def revoke(session: Session, row: Confirmation) -> None:
    """Close every link of a request: what went to a wrong telephone opens nothing."""
    for each in session.execute(_open(row)).scalars():
        each.revoked_at = clock.now()


def follow(session: Session, token: str) -> ConfirmationLink | None:
    """Find the link of a token; None tells nothing of why: unknown, expired, revoked."""
    row = session.get(ConfirmationLink, token_hash(token))
    if row is None or row.revoked_at is not None or row.expires_at <= clock.now():
        return None
    return row


def _open(row: Confirmation) -> sa.Select[tuple[ConfirmationLink]]:
    return sa.select(ConfirmationLink).where(
        ConfirmationLink.home_agency_id == row.home_agency_id,
        ConfirmationLink.dossier_id == row.dossier_id,
        ConfirmationLink.number == row.number,
        ConfirmationLink.revoked_at.is_(None),
    )
