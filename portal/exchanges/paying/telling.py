"""Tells an agency of a payment and of its receipts, by the call its system takes messages with."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from connectors.messages import Message
from portal.exchanges import letters
from portal.exchanges.documents import laying
from portal.exchanges.documents import letters as laid
from portal.exchanges.outcome import Effect
from portal.models import Event
from portal.runtime import Runtime
from portal.services import content
from portal.services.content import Content
from portal.services.paying import telling
from portal.services.promises import Leased


def paid(rt: Runtime, leased: Leased) -> Effect:
    """Tell the agency of a payment; after a doubtful try it is asked first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    return _told(rt, leased, telling.paid)


def receipts(rt: Runtime, leased: Leased) -> Effect:
    """Tell the agency which receipts count no more, and which do; asked first after a doubt.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    return _told(rt, leased, telling.receipts)


def _told(
    rt: Runtime, leased: Leased, write: Callable[[Session, Content, Event, str], Message]
) -> Effect:
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        sent = write(session, found, told, leased.key)
        agency = letters.addressee(session, leased)
    way = laying.way(found, agency, leased)
    if way is not None:
        return laid.lay(rt, way, sent)
    connector = rt.partners.agency(agency)
    letters.bring(connector, leased, sent, lambda: connector.write(sent, leased.key))
    return lambda session: None
