"""Hands a dossier to its agency's system, once, whatever happens on the way.

A system that says yes may have nothing all the same: it fell before it wrote, or lost what it had.
So whoever took a dossier and does not speak of it is asked, and gets it again if it holds nothing.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from connectors.base import AgencyConnector
from connectors.errors import NotOffered, Rejected, Unavailable
from connectors.messages import Dossier, Held
from portal import clock
from portal.domain.states import Delivery
from portal.exchanges.documents import dossiers, laying
from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services import content, events, promises, tracking, vault
from portal.services.events import Occurrence
from portal.services.promises import Errand, Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Deliver a dossier as of the promise's event; if an earlier try may have arrived, ask first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        message = content.message(rt, found, leased.event_seq)
        agency = found.agency
    way = laying.way(found, agency, leased)
    if way is not None:
        return dossiers.lay(rt, way, message)
    connector = rt.partners.agency(agency)
    if leased.unsure:
        try:
            held = _held(connector, message)
        except NotOffered as error:
            held = None
            if found.dossier.delivery == Delivery.CONFIRMED:
                # Nobody can be asked, but it has spoken of the dossier since, so it has it.
                known = found.dossier.agency_reference or ""
                return _delivered(rt, leased, known, connector.fingerprint(message))
            if not error.harmless_again:
                raise
        if held is not None:
            return _delivered(rt, leased, held.reference, held.content_hash)
    receipt = connector.submit(message, leased.key)
    return _delivered(rt, leased, receipt.reference, receipt.content_hash)


def verify(rt: Runtime, leased: Leased) -> Effect:
    """Ask an agency that took a dossier and is silent whether it has it; send it again if not.

    It goes out under the key it first went out under, so an agency that is merely slow has it once.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to;
        ``Unavailable`` while it says yes and holds nothing.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        if found.dossier.delivery == Delivery.CONFIRMED:
            return lambda session: None
        # By which event it went: not by the first one, where others had to confirm it.
        first = promises.first(session, found.dossier, "deliver")
        message = content.message(rt, found, first.event_seq)
        agency, key = found.agency, first.key
    connector = rt.partners.agency(agency)
    try:
        held = _held(connector, message)
    except NotOffered:
        # Nobody can be asked: it stays delivered, not confirmed, until its agency speaks of it.
        return lambda session: None
    if held is None:
        connector.submit(message, key)
        held = _held(connector, message)
    if held is None:
        raise Unavailable(f"the agency says it took {message.code} and holds nothing")
    return _confirmed(rt, leased, held)


def _held(connector: AgencyConnector, message: Dossier) -> Held | None:
    """Ask what the agency holds of a dossier.

    :raises Rejected: if it is something else than was sent.
    """
    held = connector.ask(message.code)
    if held is not None and held.other_than(connector.fingerprint(message)):
        raise Rejected(f"the agency holds {message.code} with other content")
    return held


def _delivered(rt: Runtime, leased: Leased, reference: str, content_hash: str) -> Effect:
    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        event = tracking.delivered(session, safe, dossier, reference, content_hash)
        if event is not None and dossier.delivery != Delivery.CONFIRMED:
            errand = Errand(leased.destination, tracking.VERIFY, promises.DELIVERY)
            rest = timedelta(seconds=rt.settings.confirm_seconds)
            promises.make(session, dossier, event, errand, rest)

    return effect


def _confirmed(rt: Runtime, leased: Leased, held: Held) -> Effect:
    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        if dossier.delivery == Delivery.CONFIRMED:
            return
        now = clock.now()
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        what = Occurrence(
            kind="confirmed",
            occurred_at=now,
            facts={"asked": True},
            private={"content_hash": held.content_hash},
        )
        events.record(session, safe, dossier, what)
        tracking.confirm(session, dossier, now)

    return effect
