"""Opens documents in agencies' document systems, and brings back how far work on them is."""

import json

from sqlalchemy.orm import Session

from connectors.document_messages import WorkProgress
from connectors.errors import ConnectorError
from portal import clock, log
from portal.exchanges.outcome import Effect
from portal.models import Agency, AgencyCursor, DocumentLine
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.documents import arriving, lines, trace, working
from portal.services.documents.arriving import Arrival
from portal.services.promises import Leased

_STREAM = "work"
# One system never keeps the others waiting for longer than so many pages.
_PAGES = 20
_log = log.get()


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Register a document and open its work dossier; under its key it is opened once.

    :raises connectors.errors.ConnectorError: whatever the system's answer comes to.
    """
    with rt.db.read() as session:
        line = lines.of(session, leased.home_agency_id, lines.DMS)
        agency = agencies.by_id(session, leased.home_agency_id)
        work = working.work(session, rt, agency, leased.dossier_id)
    receipt = rt.partners.work(line).open(work, leased.key)

    def effect(session: Session) -> None:
        at = trace.opened(session, rt, agency, leased.dossier_id)
        working.opened(session, at, receipt.reference, receipt.work_dossier)

    return effect


def follow_all(rt: Runtime) -> int:
    """Fetch progress from every document system; one that fails keeps nobody waiting."""
    with rt.db.read() as session:
        found = lines.all_of(session, lines.DMS)
    count = 0
    for line, agency in found:
        fault: str | None = None
        try:
            count += follow(rt, line, agency)
        except ConnectorError as error:
            fault = str(error)
            _log.warning("document_system_not_asked", agency=agency.code, error=fault)
        except Exception as error:
            fault = type(error).__name__
            _log.exception("document_system_not_asked", agency=agency.code)
        with rt.db.write() as session:
            lines.note(session, line, fault)
    return count


def follow(rt: Runtime, line: DocumentLine, agency: Agency) -> int:
    """Fetch what is new in one document system; the cursor moves behind the effect.

    :raises ConnectorError: if it cannot be asked.
    """
    count = 0
    for _ in range(_PAGES):
        with rt.db.read() as session:
            row = session.get(AgencyCursor, (agency.id, _STREAM))
            cursor = row.cursor if row else ""
        items, following = rt.partners.work(line).progress(cursor)
        count += sum(_hear(rt, agency, item) for item in items)
        if following == cursor:
            break
        with rt.db.write() as session:
            moved = clock.now()
            session.merge(
                AgencyCursor(agency_id=agency.id, stream=_STREAM, cursor=following, moved_at=moved)
            )
    return count


def _hear(rt: Runtime, agency: Agency, item: WorkProgress) -> bool:
    """Apply one piece of progress once; what nobody can place is kept for a person."""
    reference = item.id or json.dumps(item.raw.decode("utf-8", "replace"))[:200]
    with rt.db.write() as session:
        room = arriving.begin(session, rt, agency, reference, lines.DMS)
        if room is None:
            return False
        if working.follow(session, rt, agency, item):
            arriving.settle(session, room)
        else:
            arriving.take(session, rt, room, Arrival(None, item.raw.decode("utf-8", "replace")))
    return True
