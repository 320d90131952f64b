"""Tells the national portal of an enquiry: received, taken, handed on, answered, in this order."""

from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services import events
from portal.services.enquiries import telling, trace
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Tell how it stood at one event; sent again it replaces itself.

    :raises connectors.errors.ConnectorError: whatever the national portal's answer comes to.
    """
    with rt.db.read() as session:
        at = trace.read(session, rt, (leased.home_agency_id, leased.dossier_id))
        told = telling.as_of(at, events.at(session, at.row, leased.event_seq))
    rt.partners.national().enquire(told)
    return lambda session: None
