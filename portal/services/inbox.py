"""What agencies tell us: each message once, in the agency's own order, never over a newer state."""

import uuid
from dataclasses import replace

from sqlalchemy.orm import Session

from connectors.messages import Heard, News
from portal import clock
from portal.db import insert_once
from portal.models import Agency, Dossier, InboxMessage
from portal.runtime import Runtime
from portal.services import events, hearing, hop_news, numbering, vault, waiting_news
from portal.services.handling import handing_on
from portal.services.hearing import Told, Verdict
from portal.services.hopping import hops
from portal.services.vault import Place, Safe
from portal.services.waiting_news import HELD


def locate(session: Session, agency: Agency, code: str) -> Place | None:
    """Find a dossier of this agency by its code, or one that went on to it; another's is none."""
    found = numbering.find(session, code)
    if found is None:
        return None
    if not (_its_own(session, agency, found) or hops.at(session, agency, found)):
        return None
    dossier = session.get(Dossier, found)
    return Place(*found, dossier.birth_month) if dossier else None


def answered(session: Session, agency: Agency, news: News, *, again: bool = False) -> bool:
    """Say whether this message was dealt with before; ``again``: what is parked still may be."""
    row = session.get(InboxMessage, (agency.code, news.id))
    open_still = (HELD, str(Heard.PARKED)) if again else (HELD,)
    return row is not None and row.outcome not in open_still


def apply(session: Session, rt: Runtime, agency: Agency, told: Told) -> Heard | None:
    """Apply a piece of news; None means it is held until the news before it has come."""
    news = told.news
    place = locate(session, agency, news.dossier)
    if place is None:
        return Heard.NO_SUCH_DOSSIER
    # The dossier's lock makes a message that comes twice at once come one after the other.
    dossier = events.lock(session, place.home_agency_id, place.dossier_id)
    if answered(session, agency, news, again=told.again):
        return Heard.DUPLICATE
    safe = vault.unlock(session, rt, place.home_agency_id, place.dossier_id)
    verdict, news = _judge(session, rt, safe, (agency, dossier), told)
    if verdict.heard == Heard.APPLIED:
        hops.begin_due(session, rt, safe, dossier)
    _note(safe, _row(session, agency, place, news), news, verdict)
    return verdict.heard


def _its_own(session: Session, agency: Agency, where: tuple[uuid.UUID, uuid.UUID]) -> bool:
    """Whether the dossier is an agency's to decide: handed in there, or handed on to it."""
    return where[0] == agency.id or handing_on.works_on(session, agency.id, where)


def _judge(
    session: Session, rt: Runtime, safe: Safe, whose: tuple[Agency, Dossier], told: Told
) -> tuple[Verdict, News]:
    """Judge news as what it is: a specialised system's of its hop, or the agency's own."""
    agency, dossier = whose
    where = dossier.home_agency_id, dossier.id
    hop = None if _its_own(session, agency, where) else hops.at(session, agency, where)
    if hop is not None:
        return hop_news.judge(session, rt, safe, (dossier, hop), told), told.news
    if dossier.home_agency_id != agency.id:
        # It was handed on: the order we keep is that of the agency it was handed in at.
        told = replace(told, news=replace(told.news, seq=None))
    return hearing.judge(session, safe, dossier, told), told.news


def set_aside(session: Session, rt: Runtime, agency: Agency, news: News, verdict: Verdict) -> None:
    """Keep news that we asked for and cannot apply: held for another try, or parked in sight.

    Nobody hears it if we refuse what we fetched, so nothing that was fetched is let go.
    """
    place = locate(session, agency, news.dossier)
    if place is None:
        insert_once(
            session,
            InboxMessage,
            source=agency.code,
            message_id=news.id,
            kind=str(news.kind),
            outcome=str(Heard.PARKED),
            reason="there is no such dossier of this agency",
            sealed=waiting_news.seal_apart(rt, agency.code, news),
            received_at=clock.now(),
        )
        return
    events.lock(session, place.home_agency_id, place.dossier_id)
    if not answered(session, agency, news):
        safe = vault.unlock(session, rt, place.home_agency_id, place.dossier_id)
        _note(safe, _row(session, agency, place, news), news, verdict)


def _row(session: Session, agency: Agency, place: Place, news: News) -> InboxMessage:
    row = session.get(InboxMessage, (agency.code, news.id))
    if row is None:
        row = InboxMessage(source=agency.code, message_id=news.id, received_at=clock.now())
        session.add(row)
    row.home_agency_id, row.dossier_id = place.home_agency_id, place.dossier_id
    return row


def _note(safe: Safe, row: InboxMessage, news: News, verdict: Verdict) -> None:
    row.kind, row.seq, row.reason = str(news.kind), news.seq, verdict.reason
    row.outcome = HELD if verdict.heard is None else str(verdict.heard)
    kept = verdict.heard in (None, Heard.PARKED)
    row.sealed = waiting_news.seal(safe, news) if kept else None
