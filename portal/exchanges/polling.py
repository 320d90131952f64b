"""Fetches news from agencies that bring none, and applies what has waited too long."""

from datetime import timedelta

import sqlalchemy as sa

from connectors.errors import ConnectorError
from connectors.messages import Heard, News
from portal import clock, log
from portal.exchanges import news
from portal.models import Agency, AgencyCursor, InboxMessage
from portal.runtime import Runtime
from portal.services import agencies, inbox, waiting_news
from portal.services.hearing import Verdict

_log = log.get()
# One agency never keeps the others waiting for longer than so many pages; the rest comes next time.
_PAGES = 50


def poll_all(rt: Runtime) -> int:
    """Fetch news from every agency that is to be asked; one that fails keeps nobody waiting."""
    with rt.db.read() as session:
        asked = session.execute(sa.select(Agency).where(Agency.polled)).scalars().all()
    count = 0
    for agency in asked:
        try:
            count += fetch(rt, agency)
        except ConnectorError as error:
            _log.warning("poll_failed", agency=agency.code, error=str(error))
        except Exception:
            _log.exception("poll_failed", agency=agency.code)
    return count


def fetch(rt: Runtime, agency: Agency) -> int:
    """Fetch what is new at an agency, up to some pages; returns how many pieces.

    :raises ConnectorError: if it cannot be asked.
    """
    count = 0
    for _ in range(_PAGES):
        found = _page(rt, agency)
        count += found
        if not found:
            break
    return count


def _page(rt: Runtime, agency: Agency) -> int:
    """Fetch and apply a page of what is new at an agency; the cursor moves behind the effect."""
    with rt.db.read() as session:
        row = session.get(AgencyCursor, (agency.id, "news"))
        cursor = row.cursor if row else ""
    items, following = rt.partners.agency(agency).poll(cursor)
    for item in items:
        _hear(rt, agency, item)
    if following == cursor:
        return 0
    moved = AgencyCursor(agency_id=agency.id, stream="news", cursor=following, moved_at=clock.now())
    with rt.db.write() as session:
        session.merge(moved)
    return len(items)


def _hear(rt: Runtime, agency: Agency, item: News) -> None:
    """Apply fetched news; what cannot be applied is set aside, so that the cursor may move on."""
    verdict = Verdict(Heard.PARKED)
    try:
        if news.hear(rt, agency, item) != Heard.NO_SUCH_DOSSIER:
            return
    except ConnectorError as error:
        verdict = Verdict(None, str(error))
    with rt.db.write() as session:
        inbox.set_aside(session, rt, agency, item, verdict)


def release_held(rt: Runtime) -> int:
    """Apply news that has waited too long; returns how many. One that fails stops its dossier's."""
    with rt.db.read() as session:
        waiting = waiting_news.overdue(session)
    stuck, count = set(), 0
    for row in waiting:
        if row.dossier_id not in stuck:
            try:
                _release(rt, row)
                count += 1
            except Exception as error:
                stuck.add(row.dossier_id)
                _log.warning("held_news_still_waits", dossier=str(row.dossier_id), error=str(error))
    return count


def _release(rt: Runtime, row: InboxMessage) -> None:
    with rt.db.read() as session:
        agency = agencies.by_code(session, row.source)
        item = waiting_news.opened(session, rt, row)
    try:
        news.take(rt, agency, item, patient=False)
    except ConnectorError as error:
        if clock.now() - row.received_at < timedelta(hours=rt.settings.retry_hours):
            raise
        with rt.db.write() as session:
            inbox.set_aside(session, rt, agency, item, Verdict(Heard.PARKED, str(error)))
    news.follow(rt, agency, item.dossier)
