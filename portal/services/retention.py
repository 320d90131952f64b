"""What may go, and when: drafts nobody came back to, files nobody named, used-up states, nonces.

A submitted dossier is never touched here.
"""

import re
import uuid
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import (
    Attachment,
    DeskBatch,
    DeskBatchItem,
    Draft,
    IncomingFile,
    PendingUpload,
    SeenNonce,
    SignInState,
    StaffSession,
    UploadPart,
    WebSession,
)
from portal.services import drafts
from portal.services.expiry import announcing

BATCH = 200
_SESSIONS_KEPT = timedelta(days=90)
_REMOVED_KEPT = timedelta(days=7)
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ATTACHMENT = re.compile(rf"\d{{6}}/({_UUID})/({_UUID})/({_UUID})")
_PART = re.compile(rf"parts/{_UUID}/{_UUID}/{_UUID}/{_UUID}")
_INCOMING = re.compile(rf"incoming/{_UUID}/{_UUID}")


def forget(session: Session) -> dict[str, int]:
    """Delete what has run out; returns how many rows of each."""
    now = clock.now()
    ended = sa.select(DeskBatch.id).where(DeskBatch.ended_at < now - _SESSIONS_KEPT)
    deletions = {
        # Each deed of a batch stands in the staff's journal; its items go before it does.
        "batch_items": sa.delete(DeskBatchItem).where(DeskBatchItem.batch_id.in_(ended)),
        "batches": sa.delete(DeskBatch).where(DeskBatch.ended_at < now - _SESSIONS_KEPT),
        "nonces": sa.delete(SeenNonce).where(SeenNonce.expires_at < now),
        "sign_in_states": sa.delete(SignInState).where(SignInState.expires_at < now),
        "sessions": sa.delete(WebSession).where(WebSession.expires_at < now - _SESSIONS_KEPT),
        "staff_sessions": sa.delete(StaffSession).where(
            StaffSession.expires_at < now - _SESSIONS_KEPT
        ),
    }
    return {
        name: int(getattr(session.execute(statement), "rowcount", 0))
        for name, statement in deletions.items()
    }


def expire_drafts(session: Session, days: Sequence[int]) -> int:
    """Erase a batch of drafts whose time is over, that were never submitted, and were announced.

    ``days`` before their end they are announced; see ``expiry.announcing``.
    """
    rows = session.execute(
        sa.select(Draft)
        .where(announcing.may_go(days))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    ).scalars()
    expired = rows.all()
    for draft in expired:
        drafts.erase(session, draft)
    return len(expired)


def forget_files(session: Session) -> list[str]:
    """Let go of files that are of no use since a week; returns the blobs to delete after it.

    They were taken out of drafts, which no event ever named, or put by agencies that never told
    of them.
    """
    before = clock.now() - _REMOVED_KEPT
    removed = sa.delete(Attachment).where(
        Attachment.removed_at < before, Attachment.event_seq.is_(None)
    )
    stale = sa.delete(IncomingFile).where(IncomingFile.received_at < before)
    return [
        *session.scalars(removed.returning(Attachment.blob)),
        *session.scalars(stale.returning(IncomingFile.blob)),
    ]


def expire_uploads(session: Session) -> list[str]:
    """Let go of the pieces of uploads nobody went on with; returns the blobs to delete after it.

    That an upload was there is remembered for a week, so that whoever asks is told it has expired.
    """
    now = clock.now()
    session.execute(sa.delete(PendingUpload).where(PendingUpload.expires_at < now - _REMOVED_KEPT))
    live = (
        sa.select(PendingUpload.id)
        .where(
            PendingUpload.home_agency_id == UploadPart.home_agency_id,
            PendingUpload.dossier_id == UploadPart.dossier_id,
            PendingUpload.id == UploadPart.upload_id,
            PendingUpload.expires_at > now,
        )
        .exists()
    )
    return list(session.scalars(sa.delete(UploadPart).where(~live).returning(UploadPart.blob)))


def unnamed(session: Session, blobs: Sequence[str]) -> list[str]:
    """Of some blobs, give those no row names: whoever stored them fell before it said so.

    What has no key of our making is somebody else's, and none of our business.
    """
    stored = {blob: found for blob in blobs if (found := _ATTACHMENT.fullmatch(blob))}
    parts = [blob for blob in blobs if _PART.fullmatch(blob)]
    brought = [blob for blob in blobs if _INCOMING.fullmatch(blob)]
    rows = [tuple(uuid.UUID(part) for part in found.groups()) for found in stored.values()]
    key = sa.tuple_(Attachment.home_agency_id, Attachment.dossier_id, Attachment.id)
    named = {
        *session.scalars(sa.select(Attachment.blob).where(key.in_(rows))),
        *session.scalars(sa.select(IncomingFile.blob).where(IncomingFile.blob.in_(brought))),
        *session.scalars(sa.select(UploadPart.blob).where(UploadPart.blob.in_(parts))),
    }
    return [blob for blob in (*stored, *parts, *brought) if blob not in named]
