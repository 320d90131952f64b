"""Sends whoever wrote an enquiry an SMS about it, with the link by which it is followed."""

from connectors.text_messages import Sms
from portal import clock, crypto
from portal.exchanges import texting
from portal.exchanges.outcome import Effect
from portal.exchanges.texting import Intent
from portal.models import Notice
from portal.runtime import Runtime
from portal.services import events
from portal.services.enquiries import telling, trace
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Tell of an event. After a doubtful try the centre is asked first.

    :raises connectors.errors.ConnectorError: whatever the centre's answer comes to.
    """
    intent = _intend(rt, leased)
    if intent.state in texting.SENT:
        return lambda session: None
    receipt = texting.hand_over(rt, intent)
    return lambda session: texting.taken(session, leased.key, receipt)


def _intend(rt: Runtime, leased: Leased) -> Intent:
    """Commit to what will be sent, so that a retry sends the very same, or finds it sent."""
    with rt.db.write() as session:
        at = trace.read(session, rt, (leased.home_agency_id, leased.dossier_id))
        notice = texting.find(session, leased.key)
        earlier = notice is not None or leased.unsure
        if notice is None:
            event = events.at(session, at.row, leased.event_seq)
            link = telling.link(session, rt, at)
            told = telling.text(session, at, event, link.address)
            sealed = {"to": at.said.phone.lstrip("+"), "text": told}
            notice = Notice(
                home_agency_id=leased.home_agency_id,
                dossier_id=leased.dossier_id,
                birth_month=at.row.birth_month,
                id=crypto.uuid7(),
                promise_key=leased.key,
                link_id=link.id,
                kind=f"enquiry_{event.kind}",
                state="intended",
                sealed=at.safe.seal_json(f"notice/{leased.key}", sealed),
                intended_at=clock.now(),
            )
            session.add(notice)
        opened = at.safe.open_json(f"notice/{leased.key}", notice.sealed)
        sms = Sms(leased.key, opened["to"], opened["text"], rt.settings.sms_sender)
        return Intent(sms, notice.state, earlier)
