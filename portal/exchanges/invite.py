"""Asks somebody by SMS to confirm, never twice: nothing in the message tells of whom or what."""

from sqlalchemy.orm import Session

from portal.exchanges import notify
from portal.exchanges.notify import Letter
from portal.exchanges.outcome import Effect
from portal.models import ConfirmationState
from portal.runtime import Runtime
from portal.services import content, dossiers, sms_texts
from portal.services.confirming import links, releasing, requests
from portal.services.content import Content
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Ask a person of an event; whoever is not waited for any more is left in peace.

    :raises connectors.errors.ConnectorError: whatever the centre's answer comes to.
    """
    with rt.db.read() as session:
        dossier = dossiers.at(session, (leased.home_agency_id, leased.dossier_id))
        event = content.event(session, dossier, leased.event_seq)
        row = requests.one(session, dossier, event.facts["confirmation"])
        wanted = row.state == ConfirmationState.WAITING and releasing.waits(dossier)
    return notify.send(rt, leased, _written) if wanted else _nothing


def _nothing(session: Session) -> None:
    """Nothing was sent, so nothing is written down."""


def _written(session: Session, rt: Runtime, found: Content, leased: Leased) -> Letter:
    event = content.event(session, found.dossier, leased.event_seq)
    row = requests.one(session, found.dossier, event.facts["confirmation"])
    link = links.link(session, rt, row)
    words = sms_texts.Key(found.dossier.language, "requests", event.kind)
    return Letter(
        to=requests.named(found.safe, row).phone,
        text=sms_texts.say(session, words, link=link.address),
        link=link,
        kind=event.kind,
    )
