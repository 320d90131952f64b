"""News of a specialised system: moves its hop, never the dossier, unless the procedure says so.

What does not fit is parked, like an agency's; older news never overwrites newer.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy.orm import Session

from connectors.messages import Heard, NewsKind
from forms.spec import Hop as Planned
from portal import clock
from portal.domain.hops import OVER, HopState
from portal.models import Agency, Dossier, Hop
from portal.runtime import Runtime
from portal.services import agencies, attachments, events, hearing
from portal.services.events import Occurrence
from portal.services.hearing import Told, Verdict
from portal.services.hopping import hops
from portal.services.vault import Place, Safe

STATES = {
    NewsKind.CONFIRMED: HopState.RECEIVED,
    NewsKind.ACCEPTED: HopState.RECEIVED,
    NewsKind.IN_PROCESS: HopState.IN_PROCESS,
    NewsKind.SUPPLEMENT_REQUESTED: HopState.ASKS,
    NewsKind.FEE_REQUESTED: HopState.ASKS,
    NewsKind.DECIDED: HopState.DONE,
    NewsKind.RETURNED: HopState.DONE,
    NewsKind.REFUSED: HopState.REFUSED,
    NewsKind.STOPPED: HopState.STOPPED,
}
_MOVES_NOTHING = (
    NewsKind.NOTE,
    NewsKind.STEP,
    NewsKind.ASSIGNED,
    NewsKind.MESSAGE,
    NewsKind.EXTENDED,
)
_GOT_IT = (HopState.PROMISED, HopState.DELIVERED)


def judge(
    session: Session, rt: Runtime, safe: Safe, which: tuple[Dossier, Hop], told: Told
) -> Verdict:
    """Decide what becomes of a system's news about a locked dossier, and let it happen."""
    dossier, hop = which
    verdict = _out_of_turn(hop, told) or _not_to_be_believed(hop, told)
    if verdict is not None:
        return verdict
    news = told.news
    after = _after(hop, news.kind)
    if after == hop.state and not (news.note or news.reasons or told.files or news.fees):
        return Verdict(Heard.STALE, "said before")
    plan = hops.plan_of(session, rt, dossier, hop.step)
    if plan.decides and news.kind == NewsKind.DECIDED:
        system = agencies.by_id(session, hop.agency_id) if hop.agency_id else None
        verdict = _decide(session, safe, dossier, told, system)
        if verdict.heard == Heard.PARKED:
            return verdict
    _move(session, safe, which, told, (after, plan))
    return Verdict(Heard.APPLIED)


def _out_of_turn(hop: Hop, told: Told) -> Verdict | None:
    """Keep the system's own order; without numbers, the order in which things happened there."""
    news = told.news
    if news.seq is not None:
        if news.seq < hop.news_seq + (not told.again):
            return Verdict(Heard.STALE, "older than what is known")
        if told.patient and news.seq > hop.news_seq + 1:
            return Verdict(None, f"waits for number {hop.news_seq + 1}")
        hop.news_seq = news.seq
    elif hop.told_at and news.occurred_at and news.occurred_at < hop.told_at:
        return Verdict(Heard.STALE, "older than what is known")
    return None


def _not_to_be_believed(hop: Hop, told: Told) -> Verdict | None:
    news = told.news
    if news.kind == NewsKind.UNKNOWN:
        return Verdict(Heard.PARKED, news.problem)
    if news.kind not in STATES and news.kind not in _MOVES_NOTHING:
        return Verdict(Heard.PARKED, f"a specialised system does not say {news.kind}")
    if news.kind == NewsKind.CONFIRMED and news.content_hash not in (None, told.expected_hash):
        return Verdict(Heard.PARKED, "the system holds other content than was sent")
    if hop.state in OVER and _after(hop, news.kind) != hop.state:
        return Verdict(Heard.PARKED, "the system has said its last word")
    return None


def _after(hop: Hop, kind: NewsKind) -> HopState:
    """Say where a hop stands after a piece of news; that it was got says nothing later on."""
    after = STATES.get(kind, hop.state)
    if kind == NewsKind.CONFIRMED and hop.state not in _GOT_IT:
        return hop.state
    if kind == NewsKind.ACCEPTED and hop.state == HopState.IN_PROCESS:
        return hop.state
    return after


def _decide(
    session: Session, safe: Safe, dossier: Dossier, told: Told, system: Agency | None
) -> Verdict:
    """Let what a system decides be the dossier's result, where the procedure says that it is."""
    unit = told.news.unit or (system.name if system else None)
    return hearing.judge(
        session, safe, dossier, replace(told, news=replace(told.news, seq=None, unit=unit))
    )


def _move(
    session: Session,
    safe: Safe,
    which: tuple[Dossier, Hop],
    told: Told,
    what: tuple[HopState, Planned],
) -> None:
    (dossier, hop), (after, plan), news = which, what, told.news
    # The result of a dossier has been kept with it already.
    kept: Sequence[attachments.Stored] = told.files
    if plan.decides and news.kind == NewsKind.DECIDED:
        kept = ()
    what_happened = _occurrence(hop, told, after)
    events.record(session, safe, dossier, what_happened)
    hop.state, hop.told_at = after, what_happened.occurred_at
    if news.kind == NewsKind.EXTENDED and news.due_at is not None:
        hop.due_at = news.due_at
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    for file in kept:
        attachments.keep(session, safe, place, file, dossier.seq)


def _occurrence(hop: Hop, told: Told, after: HopState) -> Occurrence:
    news, now = told.news, clock.now()
    amount = {"amount": sum(fee.amount for fee in news.fees)} if news.fees else {}
    facts = {"hop": hop.step, "news": news.id, "state": str(after), "files": len(told.files)}
    private = {
        "officer": news.officer,
        "unit": news.unit,
        "note": news.note,
        "reasons": list(news.reasons),
        "files": [file.sha256 for file in told.files],
        **({"fees": [asdict(fee) for fee in news.fees]} if news.fees else {}),
        **({"step": news.step.plain()} if news.step else {}),
    }
    # A partner's clock may run ahead; nothing has happened later than now.
    happened = min(news.occurred_at or now, now)
    return Occurrence(hops.TOLD, happened, facts={**facts, **amount}, private=private)
