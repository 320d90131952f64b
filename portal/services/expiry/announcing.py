"""Announces by SMS that a draft will be erased: each notice once, and nothing erased unannounced.

A notice is of the very expiry that stands on the draft (``notice_for``). Whoever comes back moves
the expiry, and with that every notice is due anew, without anybody having to reset anything.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.db import wake_after_commit
from portal.models import Citizen, Draft, Notice, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import citizens, drafts, promises, sms_texts
from portal.services.drafts import Open
from portal.services.expiry import contact
from portal.services.expiry.contact import Contact
from portal.services.notifications import SMS

KIND = "draft_expiry"
NO_PHONE, FAILED = "no_phone", "failed"
BATCH = 100
# A draft's promises come before all of the dossier it may become, which begin at 1.
_FIRST = -1_000_000

Key = tuple[uuid.UUID, uuid.UUID]


def due(session: Session, days: Sequence[int]) -> list[Key]:
    """List a batch of drafts that need a notice; ``days`` before the end, most first.

    One that has run out and was told of it is none: it may go.
    """
    now = clock.now()
    untold = sa.or_(
        Draft.notice_for.is_(None), Draft.notice_for != Draft.expires_at, Draft.noticed_at.is_(None)
    )
    stages = [
        sa.and_(
            Draft.expires_at <= now + timedelta(days=left),
            sa.or_(
                Draft.notice_for.is_(None),
                Draft.notice_for != Draft.expires_at,
                Draft.notice_days > left,
            ),
        )
        for left in days
    ]
    needed = sa.or_(
        sa.and_(Draft.expires_at > now, sa.or_(*stages)), sa.and_(Draft.expires_at <= now, untold)
    )
    query = sa.select(Draft.home_agency_id, Draft.id).where(Draft.submitted_at.is_(None), needed)
    rows = session.execute(query.order_by(Draft.expires_at).limit(BATCH))
    return [(row.home_agency_id, row.id) for row in rows]


def announce(session: Session, rt: Runtime, key: Key) -> bool:
    """Promise the notice that is due of a draft; says whether there was still anything to tell.

    Whoever could not be told in time gets the whole time from the first notice on once more.
    """
    draft = session.get(Draft, key, with_for_update=True, populate_existing=True)
    days, now = rt.settings.draft_notice_days, clock.now()
    if draft is None or draft.submitted_at is not None:
        return False
    expires_at = draft.expires_at
    if not _told(draft) and expires_at < now + timedelta(days=days[-1]):
        expires_at = now + timedelta(days=days[0])
    stages = [left for left in days if expires_at <= now + timedelta(days=left)]
    if not stages:
        return False
    promises.drop(session, key)
    told = {"noticed_at": draft.noticed_at if _told(draft) else None, "notice_fault": None}
    stage = {"notice_for": expires_at, "notice_days": stages[-1]}
    _write(session, key, expires_at=expires_at, **stage, **told)
    opened = _opened(session, rt, draft)
    told_at = contact.of(opened)
    if told_at is None:
        note(session, key, NO_PHONE)
    else:
        _promise(session, rt, opened, told_at)
    return True


def note(session: Session, key: Key, fault: str | None = None) -> None:
    """Write down that a draft's citizen was told, or why they could not be, which pages show.

    Nobody's version of the draft changes: they may be typing.
    """
    _write(session, key, noticed_at=clock.now(), notice_fault=fault)


def stands(draft: Draft | None) -> bool:
    """Say whether a notice that was promised still tells the truth."""
    return draft is not None and draft.submitted_at is None and draft.notice_for == draft.expires_at


def may_go(days: Sequence[int]) -> sa.ColumnElement[bool]:
    """Give the condition on which a draft may be erased.

    Its last day is over, and its citizen was told long enough ago, or the pages have shown for as
    long why not.
    """
    now = clock.now()
    return sa.and_(
        Draft.expires_at < clock.moment(clock.day(now), clock.MIDNIGHT),
        Draft.submitted_at.is_(None),
        Draft.notice_for == Draft.expires_at,
        Draft.noticed_at <= now - timedelta(days=days[-1]),
    )


def _told(draft: Draft) -> bool:
    return draft.notice_for == draft.expires_at and draft.noticed_at is not None


def _write(session: Session, key: Key, **values: object) -> None:
    session.execute(
        sa.update(Draft)
        .where(Draft.home_agency_id == key[0], Draft.id == key[1])
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )


def _opened(session: Session, rt: Runtime, draft: Draft) -> Open:
    citizen = session.get_one(Citizen, draft.citizen_id)
    return drafts.load(session, rt, citizens.signed(rt, citizen), draft.id)


def _promise(session: Session, rt: Runtime, opened: Open, told_at: Contact) -> None:
    """Write the words down, sealed, and the promise to send them."""
    draft, now = opened.draft, clock.now()
    key = f"{draft.id}.{KIND}.{draft.expires_at:%Y%m%dT%H%M%S}.{draft.notice_days}"
    promise = Promise(
        **opened.place.columns,
        destination=SMS,
        seq=_next(session, draft),
        kind=KIND,
        key=key,
        event_seq=0,
        event_hash="",
        priority=promises.BULK,
        state=PromiseState.WAITING,
        attempts=0,
        unsure=False,
        next_at=now,
        made_at=now,
    )
    session.add_all([_notice(session, rt, opened, told_at, key), promise])
    wake_after_commit(session, "outbox")


def _notice(session: Session, rt: Runtime, opened: Open, told_at: Contact, key: str) -> Notice:
    draft = opened.draft
    until = f"{clock.local(draft.expires_at):%d/%m/%Y}"
    link = rt.links.draft(draft.id)
    key_of_words = sms_texts.Key(draft.language, "drafts", KIND)
    words = sms_texts.say(session, key_of_words, day=until, link=link)
    sealed = {"to": told_at.phone.lstrip("+"), "text": words}
    return Notice(
        **opened.place.columns,
        id=crypto.uuid7(),
        promise_key=key,
        kind=KIND,
        state="intended",
        sealed=opened.safe.seal_json(f"notice/{key}", sealed),
        intended_at=clock.now(),
    )


def _next(session: Session, draft: Draft) -> int:
    last = session.scalar(
        sa.select(sa.func.max(Promise.seq)).where(
            Promise.home_agency_id == draft.home_agency_id,
            Promise.dossier_id == draft.id,
            Promise.destination == SMS,
        )
    )
    return _FIRST if last is None else last + 1
