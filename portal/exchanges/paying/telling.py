"""Tells an agency that a fee was paid: in words, by the call its system takes messages with."""

from connectors.messages import Message
from forms.amounts import written
from portal import clock
from portal.exchanges import letters
from portal.exchanges.documents import laying
from portal.exchanges.documents import letters as laid
from portal.exchanges.outcome import Effect
from portal.models import Event
from portal.runtime import Runtime
from portal.services import content
from portal.services.promises import Leased

_WAYS = {"platform": "thanh toán trực tuyến", "transfer": "chuyển khoản", "counter": "tại quầy"}


def paid(rt: Runtime, leased: Leased) -> Effect:
    """Tell the agency of a payment; after a doubtful try it is asked first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        agency = letters.addressee(session, leased)
    sent = Message(
        code=found.dossier.code, id=leased.key, text=_said(told), files=(), sent_at=told.occurred_at
    )
    way = laying.way(found, agency, leased)
    if way is not None:
        return laid.lay(rt, way, sent)
    connector = rt.partners.agency(agency)
    letters.bring(connector, leased, sent, lambda: connector.write(sent, leased.key))
    return lambda session: None


def _said(told: Event) -> str:
    """Say it as an officer reads it: how much, how, when, and the number it is found by."""
    facts, at = told.facts, clock.local(told.occurred_at)
    number = f", mã giao dịch {facts['reference']}" if facts.get("reference") else ""
    return (
        f"Người dân đã nộp phí, lệ phí: {written(facts['amount'])} đồng, "
        f"{_WAYS[facts['way']]}, lúc {at:%H:%M ngày %d/%m/%Y}{number}."
    )
