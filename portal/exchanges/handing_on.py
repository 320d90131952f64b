"""Brings a dossier to the agency it was handed on to, once, whatever happens on the way."""

from dataclasses import replace

from sqlalchemy.orm import Session

from connectors.base import AgencyConnector
from connectors.errors import NotOffered, Rejected
from connectors.messages import Dossier
from portal import clock, desk
from portal.exchanges.documents import dossiers, laying
from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services import agencies, content, events, vault
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.handling.handing_on import DELIVERED
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Bring it as of the promise's event; if an earlier try may have arrived, ask first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        agency = agencies.by_code(session, leased.destination.partition(":")[2])
        message = addressed(content.message(rt, found, leased.event_seq), agency.code)
        here = handing_on.works_on(session, agency.id, leased.row[:2])
    way = laying.way(found, agency, leased)
    # What was handed on further meanwhile lies on another's desk; that is never taken back.
    if not here and (way or agency.connector == desk.NAME):
        return lambda session: None
    if way is not None:
        return dossiers.lay(rt, way, message)
    if agency.connector == desk.NAME:
        # A desk takes each hand-over once, however often it is brought: nobody need ask first.
        leased = replace(leased, unsure=False)
    return _noted(rt, leased, bring(rt.partners.agency(agency), message, leased))


def bring(connector: AgencyConnector, message: Dossier, leased: Leased) -> str:
    """Bring a dossier to one more system, and give its number there; unsure, ask first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    if leased.unsure:
        try:
            held = connector.ask(message.code)
        except NotOffered as error:
            held = None
            if not error.harmless_again:
                raise
        if held is not None:
            if held.other_than(connector.fingerprint(message)):
                raise Rejected(f"the agency holds {message.code} with other content")
            return held.reference
    return connector.submit(message, leased.key).reference


def addressed(message: Dossier, code: str) -> Dossier:
    """Address a dossier to the agency that gets it: it was handed in for another."""
    return replace(message, agency=code)


def _noted(rt: Runtime, leased: Leased, reference: str) -> Effect:
    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        to = leased.destination.partition(":")[2]
        facts = {"to": to, "reference": reference, "of": leased.event_seq}
        events.record(session, safe, dossier, Occurrence(DELIVERED, clock.now(), facts=facts))

    return effect
