"""Sends a citizen an SMS about an event of their dossier."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from connectors.text_messages import Sms
from portal import clock, crypto
from portal.exchanges import texting
from portal.exchanges.outcome import Effect
from portal.exchanges.texting import Intent
from portal.models import Notice
from portal.runtime import Runtime
from portal.services import content, notifications
from portal.services.content import Content
from portal.services.notifications import LinkTo
from portal.services.promises import Leased


@dataclass(frozen=True)
class Letter:
    """What one message says to whom; ``to`` in E.164, ``kind`` of the event it tells of."""

    to: str = field(repr=False)
    text: str = field(repr=False)
    link: LinkTo
    kind: str


Write = Callable[[Session, Runtime, Content, Leased], Letter]


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Tell the citizen of an event.

    :raises connectors.errors.ConnectorError: whatever the centre's answer comes to.
    """
    return send(rt, leased, _written)


def send(rt: Runtime, leased: Leased, write: Write) -> Effect:
    """Send the message a promise comes to. After a doubtful try the centre is asked first.

    :raises connectors.errors.ConnectorError: whatever the centre's answer comes to.
    """
    intent = _intend(rt, leased, write)
    if intent.state in texting.SENT:
        return lambda session: None
    receipt = texting.hand_over(rt, intent)
    return lambda session: texting.taken(session, leased.key, receipt)


def _intend(rt: Runtime, leased: Leased, write: Write) -> Intent:
    """Commit to what will be sent, so that a retry sends the very same, or finds it sent."""
    with rt.db.write() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        notice = texting.find(session, leased.key)
        # An older copy of the database, put back, does not know what it has sent since.
        earlier = notice is not None or leased.unsure
        if notice is None:
            notice = _noticed(found, leased, write(session, rt, found, leased))
            session.add(notice)
        opened = found.safe.open_json(f"notice/{leased.key}", notice.sealed)
        state = notice.state
    sms = Sms(
        reference=leased.key,
        to=opened["to"],
        text=opened["text"],
        sender=rt.settings.sms_sender,
    )
    return Intent(sms, state, earlier)


def _written(session: Session, rt: Runtime, found: Content, leased: Leased) -> Letter:
    event = content.event(session, found.dossier, leased.event_seq)
    link = notifications.link(session, rt, found.dossier)
    text = notifications.text(session, found.dossier, event, link.address)
    return Letter(found.submitter.phone, text, link, event.kind)


def _noticed(found: Content, leased: Leased, letter: Letter) -> Notice:
    sealed = {"to": letter.to.lstrip("+"), "text": letter.text}
    return Notice(
        home_agency_id=leased.home_agency_id,
        dossier_id=leased.dossier_id,
        birth_month=found.dossier.birth_month,
        id=crypto.uuid7(),
        promise_key=leased.key,
        link_id=letter.link.id,
        kind=letter.kind,
        state="intended",
        sealed=found.safe.seal_json(f"notice/{leased.key}", sealed),
        intended_at=clock.now(),
    )
