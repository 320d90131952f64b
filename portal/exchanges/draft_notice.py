"""Sends a citizen an SMS that a draft of theirs will be erased, as long as that is true."""

from sqlalchemy.orm import Session

from connectors.errors import Rejected
from connectors.text_messages import Sms, SmsReceipt
from portal.exchanges import texting
from portal.exchanges.outcome import Effect
from portal.exchanges.texting import Intent
from portal.models import Draft
from portal.runtime import Runtime
from portal.services import vault
from portal.services.expiry import announcing
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Tell the citizen of the draft's expiry; nothing is sent if they have come back by now.

    :raises connectors.errors.ConnectorError: whatever the centre's answer comes to. What no try
        can mend stands on the draft too, where its citizen sees it.
    """
    intent = _intend(rt, leased)
    if intent is None or intent.state in texting.SENT:
        return lambda session: None
    try:
        receipt = texting.hand_over(rt, intent)
    except Rejected:
        with rt.db.write() as session:
            announcing.note(session, _key(leased), announcing.FAILED)
        raise
    return _told(leased, receipt)


def _intend(rt: Runtime, leased: Leased) -> Intent | None:
    with rt.db.read() as session:
        notice = texting.find(session, leased.key)
        if notice is None or not announcing.stands(session.get(Draft, _key(leased))):
            return None
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        opened = safe.open_json(f"notice/{leased.key}", notice.sealed)
        sms = Sms(leased.key, opened["to"], opened["text"], rt.settings.sms_sender)
        return Intent(sms, notice.state, earlier=leased.attempts > 1 or leased.unsure)


def _key(leased: Leased) -> announcing.Key:
    return leased.home_agency_id, leased.dossier_id


def _told(leased: Leased, receipt: SmsReceipt) -> Effect:
    def effect(session: Session) -> None:
        texting.taken(session, leased.key, receipt)
        announcing.note(session, _key(leased))

    return effect
