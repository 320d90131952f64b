"""Publishing form versions: kept whole by hash, never edited, one live at a time."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec import Form
from portal import clock
from portal.db import insert_once
from portal.domain.errors import NotFound
from portal.models import FormVersion
from portal.runtime import Runtime


def publish(session: Session, form: Form, source: str, by: str) -> bool:
    """Make a version live, ending the one before it; says whether anything changed."""
    now = clock.now()
    before = session.execute(_live(now, form.code).with_for_update()).scalars().all()
    if [version.hash for version in before] == [form.hash]:
        return False
    for version in before:
        version.live_until = now
    session.flush()
    fresh = insert_once(
        session,
        FormVersion,
        hash=form.hash,
        procedure_code=form.code,
        source=source,
        published_at=now,
        published_by=by,
        live_from=now,
        live_until=None,
    )
    if not fresh:
        known = session.get(FormVersion, form.hash, with_for_update=True, populate_existing=True)
        assert known is not None
        known.live_from, known.live_until = now, None
    return True


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
