"""Brings signed reports to the reporting system, once, and asks what became of them."""

from sqlalchemy.orm import Session

from connectors.errors import ConnectorError, Rejected
from connectors.report_messages import RefusedReport
from portal import log
from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services.promises import Leased
from portal.services.reports import sending
from portal.services.reports.sending import Sent

_log = log.get()


def submit(rt: Runtime, leased: Leased) -> Effect:
    """Hand a report in as it was signed; after a doubtful try the system is asked first.

    What it does not take goes back to whoever wrote it, with its reasons.

    :raises connectors.errors.ConnectorError: whatever the system's answer comes to.
    """
    with rt.db.read() as session:
        report = sending.read(session, rt, leased)
    connector = rt.partners.reporting()
    held = connector.ask(report.reference) if leased.unsure else None
    answer = held or connector.submit(report)

    def effect(session: Session) -> None:
        if isinstance(answer, RefusedReport):
            sending.refused(session, rt, leased, answer)
        else:
            sending.arrived(session, rt, leased, answer)

    if not isinstance(answer, RefusedReport) and answer.sha256 != report.sha256:
        raise Rejected(f"the reporting system holds {report.reference} with other content")
    return effect


def look_all(rt: Runtime) -> int:
    """Ask what became of every report that is not decided on; says how many moved."""
    with rt.db.read() as session:
        waiting = sending.waiting(session)
    return sum(_look(rt, sent) for sent in waiting)


def _look(rt: Runtime, sent: Sent) -> bool:
    try:
        held = rt.partners.reporting().ask(sent.reference)
    except ConnectorError as error:
        # It is asked again at the next look.
        _log.warning("report_not_asked", reference=sent.reference, error=str(error))
        return False
    with rt.db.write() as session:
        return sending.told(session, rt, sent, held)
