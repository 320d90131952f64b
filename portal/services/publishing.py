"""Publishing form versions: kept whole by hash, never edited, one live at a time.

A version is live from a moment until another takes its place or it is closed. Whoever decides
that is written down beside it, for good.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec import Form
from portal import clock, crypto
from portal.db import insert_once
from portal.domain.errors import NotFound, Unacceptable
from portal.models import FormDecision, FormVersion
from portal.runtime import Runtime

PUBLISH, CLOSE = "publish", "close"


def publish(
    session: Session, form: Form, source: str, by: str, *, start: datetime | None = None
) -> bool:
    """Make a version live from a moment (now, unless told); says whether anything changed.

    It takes the place of the version that is live then, and stays until the next one that is
    scheduled begins. A closing decided before is overruled.

    :raises Unacceptable: ``past``, or ``live_already`` if the version is live now and another one
        would have to come between.
    """
    now = clock.now()
    begins = start or now
    if begins < now:
        raise Unacceptable("past")
    rows = _locked(session, form.code)
    until = _next_start(rows, form.hash, begins)
    known = next((row for row in rows if row.hash == form.hash), None)
    if known is not None and _covers(known, begins):
        return _prolong(session, known, by, until)
    if known is not None and _covers(known, now):
        raise Unacceptable("live_already")
    for row in rows:
        if _covers(row, begins):
            row.live_until = begins
    session.flush()
    _enter(session, form, source, by, {"live_from": begins, "live_until": until})
    _decide(session, PUBLISH, (form.code, form.hash), by, begins)
    return True


def _enter(
    session: Session, form: Form, source: str, by: str, columns: dict[str, datetime | None]
) -> None:
    """Keep a version; of one that was known, who published it last is told with it."""
    told = {"published_at": clock.now(), "published_by": by, **columns}
    if insert_once(
        session, FormVersion, hash=form.hash, procedure_code=form.code, source=source, **told
    ):
        return
    known = session.get(FormVersion, form.hash, with_for_update=True, populate_existing=True)
    assert known is not None
    for name, value in told.items():
        setattr(known, name, value)


def _prolong(session: Session, known: FormVersion, by: str, until: datetime | None) -> bool:
    """Let a version stay that was to be closed; one that has no other end stays as it is."""
    if known.live_until == until:
        return False
    known.live_until = until
    _decide(session, PUBLISH, (known.procedure_code, known.hash), by, clock.now())
    return True


def close(session: Session, code: str, by: str, *, start: datetime | None = None) -> Sequence[str]:
    """Offer a procedure no longer from a moment (now, unless told); gives the hashes that end.

    Versions scheduled for later are taken back too. Drafts that were begun can still be handed in.

    :raises NotFound: if nothing is live at that moment or later.
    :raises Unacceptable: ``past``.
    """
    now = clock.now()
    ends = start or now
    if ends < now:
        raise Unacceptable("past")
    rows = [
        row for row in _locked(session, code) if row.live_until is None or row.live_until > ends
    ]
    if not rows:
        raise NotFound(code)
    for row in rows:
        # One that never began is over before it starts; it stays known, since nothing is deleted.
        row.live_until = max(ends, row.live_from)
        _decide(session, CLOSE, (code, row.hash), by, ends)
    return [row.hash for row in rows]


def live(session: Session, rt: Runtime, code: str) -> Form:
    """Give the live version of a procedure's form.

    :raises NotFound: if the procedure is not offered.
    """
    row = session.execute(_live(clock.now(), code).limit(1)).scalar_one_or_none()
    if row is None:
        raise NotFound(code)
    return rt.forms.form(session, row.hash)


def all_live(session: Session, rt: Runtime) -> Sequence[Form]:
    """List the live forms, by procedure code."""
    rows = session.execute(_live(clock.now())).scalars()
    # Two machines may publish at the same moment; the newer version stands, as in ``live``.
    newest = {row.procedure_code: row for row in reversed(rows.all())}
    return [rt.forms.form(session, newest[code].hash) for code in sorted(newest)]


def versions(session: Session, code: str | None = None) -> Sequence[FormVersion]:
    """List every version ever published, by procedure, the one that begins last first."""
    query = sa.select(FormVersion).order_by(
        FormVersion.procedure_code, FormVersion.live_from.desc(), FormVersion.hash
    )
    if code:
        query = query.where(FormVersion.procedure_code == code)
    return session.execute(query).scalars().all()


def decisions(session: Session, code: str) -> Sequence[FormDecision]:
    """List who decided what about a procedure's form, the last decision first."""
    query = (
        sa.select(FormDecision)
        .where(FormDecision.procedure_code == code)
        .order_by(FormDecision.decided_at.desc(), FormDecision.id.desc())
    )
    return session.execute(query).scalars().all()


def by_hash(session: Session, beginning: str) -> FormVersion:
    """Find a version by its hash, or by the beginning of it if that is enough.

    :raises NotFound: if there is none, or more than one.
    """
    query = sa.select(FormVersion).where(FormVersion.hash.startswith(beginning, autoescape=True))
    found = session.execute(query.limit(2)).scalars().all()
    if len(found) != 1:
        raise NotFound(beginning)
    return found[0]


def state(version: FormVersion) -> str:
    """Say what a version is today: ``live``, ``scheduled`` or ``closed``."""
    now = clock.now()
    if version.live_until is not None and version.live_until <= max(now, version.live_from):
        return "closed"
    return "scheduled" if version.live_from > now else "live"


def _locked(session: Session, code: str) -> Sequence[FormVersion]:
    query = sa.select(FormVersion).where(FormVersion.procedure_code == code)
    return session.execute(query.order_by(FormVersion.hash).with_for_update()).scalars().all()


def _covers(row: FormVersion, moment: datetime) -> bool:
    return row.live_from <= moment and (row.live_until is None or row.live_until > moment)


def _next_start(rows: Sequence[FormVersion], digest: str, moment: datetime) -> datetime | None:
    """Say when the next scheduled version begins, which is when the one before it ends."""
    later = [
        row.live_from
        for row in rows
        if row.hash != digest
        and row.live_from > moment
        and (row.live_until is None or row.live_until > row.live_from)
    ]
    return min(later, default=None)


def _decide(
    session: Session, deed: str, version: tuple[str, str], by: str, effect: datetime
) -> None:
    code, digest = version
    session.add(
        FormDecision(
            id=crypto.uuid7(),
            procedure_code=code,
            hash=digest,
            deed=deed,
            decided_by=by,
            decided_at=clock.now(),
            takes_effect_at=effect,
        )
    )


def _live(now: datetime, code: str | None = None) -> sa.Select[tuple[FormVersion]]:
    """Select what is live, the newest first."""
    query = (
        sa.select(FormVersion)
        .where(
            FormVersion.live_from <= now,
            sa.or_(FormVersion.live_until.is_(None), FormVersion.live_until > now),
        )
        .order_by(FormVersion.live_from.desc(), FormVersion.hash)
    )
    return query.where(FormVersion.procedure_code == code) if code else query
