"""Brings an agency what a citizen sends after the dossier: supplement, message, withdrawal."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from connectors.base import AgencyConnector
from connectors.messages import Message, Rating, Receipt, Supplement, Withdrawal
from portal import clock
from portal.exchanges.documents import laying
from portal.exchanges.documents import letters as laid
from portal.exchanges.outcome import Effect
from portal.models import Agency, Event
from portal.runtime import Runtime
from portal.services import agencies, content, events, ratings, supplements, vault, withdrawals
from portal.services.content import Content
from portal.services.correspondence import thread
from portal.services.events import Occurrence
from portal.services.paying import claiming, taking_back
from portal.services.paying import telling as money
from portal.services.promises import Leased


def supplement(rt: Runtime, leased: Leased) -> Effect:
    """Bring a supplement (bổ sung) with its files; after a doubtful try the agency is asked first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        sent = content.supplement(rt, found, told, leased.key)
        agency = addressee(session, leased)
    way = laying.way(found, agency, leased)
    if way is not None:
        return laid.lay(rt, way, sent)
    connector = rt.partners.agency(agency)
    bring(connector, leased, sent, lambda: connector.supplement(sent, leased.key))
    return _noted(rt, leased, supplements.DELIVERED)


def message(rt: Runtime, leased: Leased) -> Effect:
    """Bring a message (trao đổi) with its files; after a doubtful try the agency is asked first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    return _written(rt, leased, content.written, thread.DELIVERED)


def exemption(rt: Runtime, leased: Leased) -> Effect:
    """Bring a claim for an exemption (miễn, giảm) with its proof; asked first after a doubt.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    return _written(rt, leased, money.claimed, claiming.DELIVERED)


def exemption_withdrawn(rt: Runtime, leased: Leased) -> Effect:
    """Tell that a claim for an exemption was taken back; asked first after a doubt.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    return _written(rt, leased, money.taken_back, taking_back.DELIVERED)


def _written(
    rt: Runtime, leased: Leased, write: Callable[[Runtime, Content, Event, str], Message], kind: str
) -> Effect:
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        sent = write(rt, found, told, leased.key)
        agency = addressee(session, leased)
    way = laying.way(found, agency, leased)
    if way is not None:
        return laid.lay(rt, way, sent)
    connector = rt.partners.agency(agency)
    bring(connector, leased, sent, lambda: connector.write(sent, leased.key))
    return _noted(rt, leased, kind)


def rating(rt: Runtime, leased: Leased) -> Effect:
    """Bring how content a citizen was; after a doubtful try the agency is asked first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        given = content.rating(found, told, leased.key)
        connector = rt.partners.agency(addressee(session, leased))
    bring(connector, leased, given, lambda: connector.rate(given, leased.key))
    return _noted(rt, leased, ratings.DELIVERED)


def withdrawal(rt: Runtime, leased: Leased) -> Effect:
    """Bring a wish to withdraw (rút hồ sơ); after a doubtful try the agency is asked first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        asked = content.withdrawal(found, told, leased.key)
        agency = addressee(session, leased)
    way = laying.way(found, agency, leased)
    if way is not None:
        return laid.lay(rt, way, asked)
    connector = rt.partners.agency(agency)
    bring(connector, leased, asked, lambda: connector.withdraw(asked, leased.key))
    return _noted(rt, leased, withdrawals.DELIVERED)


def addressee(session: Session, leased: Leased) -> Agency:
    """Give the agency a letter is for: the one that works on the dossier when it was written."""
    return agencies.by_code(session, leased.destination.partition(":")[2])


def bring(
    connector: AgencyConnector,
    leased: Leased,
    letter: Supplement | Message | Rating | Withdrawal,
    bring: Callable[[], Receipt],
) -> None:
    """Bring a letter; after a doubtful try the agency is asked first."""
    if not (leased.unsure and connector.holds(letter)):
        bring()


def _noted(rt: Runtime, leased: Leased, kind: str) -> Effect:
    """Write down that the agency has it: with the portal and with the agency are two things."""

    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        what = Occurrence(kind, clock.now(), facts={"of": leased.event_seq})
        events.record(session, safe, dossier, what)

    return effect
