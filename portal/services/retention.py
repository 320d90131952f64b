"""What may go, and when: drafts nobody came back to, used-up sign-in states, old nonces.

A submitted dossier is never touched here.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Attachment, Draft, IncomingFile, SeenNonce, SignInState, WebSession
from portal.services import vault

_SESSIONS_KEPT = timedelta(days=90)
_REMOVED_KEPT = timedelta(days=7)


def forget(session: Session) -> dict[str, int]:
    """Delete what has run out; returns how many rows of each."""
    now = clock.now()
    deletions = {
        "nonces": sa.delete(SeenNonce).where(SeenNonce.expires_at < now),
        "sign_in_states": sa.delete(SignInState).where(SignInState.expires_at < now),
        "sessions": sa.delete(WebSession).where(WebSession.expires_at < now - _SESSIONS_KEPT),
    }
    return {
        name: int(getattr(session.execute(statement), "rowcount", 0))
        for name, statement in deletions.items()
    }


def expire_drafts(session: Session, limit: int = 200) -> int:
    """Erase the keys of drafts whose time is over and that were never submitted."""
    rows = session.execute(
        sa.select(Draft)
        .where(Draft.expires_at < clock.now(), Draft.submitted_at.is_(None))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    count = 0
    for draft in rows:
        vault.erase(session, draft.home_agency_id, draft.id)
        session.delete(draft)
        count += 1
    return count


def removed_files(session: Session) -> list[Attachment]:
    """List files citizens took out of their drafts a week ago; no event ever named them."""
    before = clock.now() - _REMOVED_KEPT
    rows = session.execute(
        sa.select(Attachment).where(Attachment.removed_at < before, Attachment.event_seq.is_(None))
    )
    return list(rows.scalars())


def stale_incoming(session: Session) -> list[IncomingFile]:
    """List files agencies put and never told of within a week."""
    before = clock.now() - _REMOVED_KEPT
    rows = session.execute(sa.select(IncomingFile).where(IncomingFile.received_at < before))
    return list(rows.scalars())
