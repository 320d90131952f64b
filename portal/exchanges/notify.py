"""Sends a citizen an SMS, never twice: the intent is committed before anything is sent."""

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.errors import Rejected, Unknown
from connectors.messages import Sms, SmsReceipt, SmsStatus
from portal import clock, crypto
from portal.exchanges.outcome import Effect
from portal.models import Notice
from portal.runtime import Runtime
from portal.services import content, notifications
from portal.services.content import Content
from portal.services.promises import Leased


@dataclass(frozen=True)
class _Intent:
    """An SMS that is meant to go out, and whether an earlier try may have sent it."""

    sms: Sms = field(repr=False)
    state: str
    earlier: bool


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Tell the citizen of an event. After a doubtful try the centre is asked first.

    :raises connectors.errors.ConnectorError: whatever the centre's answer comes to.
    """
    intent = _intend(rt, leased)
    if intent.state == "sent":
        return lambda session: None
    connector = rt.partners.sms()
    receipt = connector.ask(intent.sms.reference) if intent.earlier else None
    if receipt is None:
        try:
            receipt = connector.send(intent.sms)
        except Unknown:
            _note(rt, leased, "unknown")
            raise
    if receipt.status == SmsStatus.FAILED:
        _note(rt, leased, "failed")
        raise Rejected("the SMS centre could not send the message")
    return _sent(leased, receipt)


def _intend(rt: Runtime, leased: Leased) -> _Intent:
    """Commit to what will be sent, so that a retry sends the very same, or finds it sent."""
    with rt.db.write() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        notice = _find(session, leased.key)
        # An older copy of the database, put back, does not know what it has sent since.
        earlier = notice is not None or leased.unsure
        if notice is None:
            notice = _written(session, rt, found, leased)
            session.add(notice)
        opened = found.safe.open_json(f"notice/{leased.key}", notice.sealed)
        state = notice.state
    sms = Sms(
        reference=leased.key,
        to=opened["to"],
        text=opened["text"],
        sender=rt.settings.sms_sender,
    )
    return _Intent(sms, state, earlier)


def _written(session: Session, rt: Runtime, found: Content, leased: Leased) -> Notice:
    event = content.event(session, found.dossier, leased.event_seq)
    link = notifications.link(session, rt, found.dossier)
    text = notifications.text(found.dossier, event, link.address)
    sealed = {"to": found.submitter.phone.lstrip("+"), "text": text}
    return Notice(
        home_agency_id=leased.home_agency_id,
        dossier_id=leased.dossier_id,
        birth_month=found.dossier.birth_month,
        id=crypto.uuid7(),
        promise_key=leased.key,
        link_id=link.id,
        kind=event.kind,
        state="intended",
        sealed=found.safe.seal_json(f"notice/{leased.key}", sealed),
        intended_at=clock.now(),
    )


def _find(session: Session, key: str) -> Notice | None:
    return session.execute(sa.select(Notice).where(Notice.promise_key == key)).scalar_one_or_none()


def _note(rt: Runtime, leased: Leased, state: str) -> None:
    with rt.db.write() as session:
        notice = _find(session, leased.key)
        if notice is not None:
            notice.state = state


def _sent(leased: Leased, receipt: SmsReceipt) -> Effect:
    def effect(session: Session) -> None:
        notice = _find(session, leased.key)
        assert notice is not None
        notice.state, notice.gateway_id, notice.settled_at = "sent", receipt.id, clock.now()

    return effect
