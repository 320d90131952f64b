"""Judges a piece of news against its locked dossier, and lets it happen if it may."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from connectors.messages import Heard, News, NewsKind
from portal import clock
from portal.domain import states
from portal.domain.errors import IllegalMove
from portal.domain.states import State
from portal.models import Dossier
from portal.services import attachments, events, notifications, tracking
from portal.services.attachments import Stored
from portal.services.correspondence import thread
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.paying import answering, exempting, notices
from portal.services.paying.exempting import Said
from portal.services.paying.notices import Demand, Line, Owed
from portal.services.store import keeping
from portal.services.vault import Place, Safe

STATES = {
    NewsKind.ACCEPTED: State.ACCEPTED,
    NewsKind.REFUSED: State.REFUSED,
    NewsKind.IN_PROCESS: State.IN_PROCESS,
    NewsKind.SUPPLEMENT_REQUESTED: State.AWAITING_SUPPLEMENT,
    NewsKind.FEE_REQUESTED: State.AWAITING_PAYMENT,
    NewsKind.STOPPED: State.STOPPED,
    NewsKind.DECIDED: State.DECIDED,
    NewsKind.RETURNED: State.RETURNED,
    NewsKind.WITHDRAWN: State.WITHDRAWN,
}
_ANSWERS = (NewsKind.MESSAGE, NewsKind.CLAIM_ANSWERED)


@dataclass(frozen=True)
class Told:
    """A piece of news with its files brought in, and the content hash the agency ought to hold.

    A patient one waits for the news that its agency numbered before it. ``again``: it was parked,
    and a person lets it be tried once more.
    """

    news: News
    files: Sequence[Stored] = ()
    expected_hash: str | None = None
    patient: bool = True
    again: bool = False


@dataclass(frozen=True)
class Verdict:
    """What becomes of a piece of news, and why it is not simply applied; None: it waits."""

    heard: Heard | None
    reason: str | None = None


def judge(session: Session, safe: Safe, dossier: Dossier, told: Told) -> Verdict:
    """Decide what becomes of a piece of news, and let it happen."""
    verdict = _out_of_turn(dossier, told) or _not_to_be_believed(dossier, told)
    verdict = verdict or _answers_nothing(session, dossier, told.news)
    if verdict is not None:
        return verdict
    news, after = told.news, STATES.get(told.news.kind)
    claimed = exempting.claimed(session, dossier) if news.fees else None
    if news.fees and not any(fee.amount for fee in news.fees):
        # Nothing is left to pay: there is nothing to wait for.
        after = None
    if after is not None and after == dossier.state:
        if not (news.note or news.reasons or news.wanted or told.files or news.fees):
            return Verdict(Heard.STALE, "said before")
        # The same state again, with more to say: the words count, there is nothing to move.
        after = None
    try:
        _happen(session, safe, dossier, told, after)
    except IllegalMove as error:
        return Verdict(Heard.PARKED, str(error))
    _settle_fees(session, safe, dossier, (news, claimed, after is not None))
    _take_files(session, safe, dossier, told)
    return Verdict(Heard.APPLIED)


def _take_files(session: Session, safe: Safe, dossier: Dossier, told: Told) -> None:
    """Name the files that came, and promise to keep results in their owner's store."""
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    for file in told.files:
        attachments.keep(session, safe, place, file, dossier.seq)
    if any(file.origin == attachments.RESULT for file in told.files):
        session.flush()
        keeping.promise(session, dossier, events.at(session, dossier, dossier.seq))


def _settle_fees(
    session: Session, safe: Safe, dossier: Dossier, what: tuple[News, Owed | None, bool]
) -> None:
    """Ask the citizen for the fees an agency names, line by line: the answer, if one is owed."""
    news, claimed, moved = what
    if news.kind == NewsKind.CLAIM_ANSWERED:
        answering.hear(session, safe, dossier, news)
    if not news.fees:
        return
    lines = tuple(Line(fee.code, fee.name, str(fee.kind), fee.amount) for fee in news.fees)
    demand = Demand(notices.AGENCY, lines, news.due_at)
    if claimed is None:
        notices.ask(session, safe, dossier, demand)
        return
    who = " · ".join(filter(None, (news.officer, news.unit)))
    said = Said(news.note or "", who, moved)
    exempting.heard(session, safe, dossier, (claimed, demand, said))


def _out_of_turn(dossier: Dossier, told: Told) -> Verdict | None:
    """Keep the agency's own order; whatever becomes of news in its turn, the next may come."""
    seq = told.news.seq
    if seq is None:
        return None
    # What was parked has had its turn already; it is too late only once newer news has come.
    if seq < dossier.news_seq + (not told.again):
        return Verdict(Heard.STALE, "older than what is known")
    if told.patient and seq > dossier.news_seq + 1:
        return Verdict(None, f"waits for number {dossier.news_seq + 1}")
    dossier.news_seq = seq
    return None


def _not_to_be_believed(dossier: Dossier, told: Told) -> Verdict | None:
    news = told.news
    if dossier.state == State.AWAITING_CONFIRMATION:
        return Verdict(Heard.PARKED, "the agency has not been sent this dossier")
    if news.kind == NewsKind.UNKNOWN:
        return Verdict(Heard.PARKED, news.problem)
    if news.kind == NewsKind.EXTENDED and not _may_be_extended(dossier, news):
        said = "only a dossier with a due date is extended, to a later day"
        return Verdict(Heard.PARKED, said)
    if news.kind == NewsKind.TRANSFERRED and dossier.state in states.FINAL:
        return Verdict(Heard.PARKED, "a dossier that is over is handed on to nobody")
    if news.kind == NewsKind.CONFIRMED and news.content_hash not in (None, told.expected_hash):
        return Verdict(Heard.PARKED, "the agency holds other content than was sent")
    return None


def _answers_nothing(session: Session, dossier: Dossier, news: News) -> Verdict | None:
    if news.fees and answering.came_late(session, dossier, news):
        return Verdict(Heard.PARKED, answering.PAID_BEFORE)
    if news.kind != NewsKind.CLAIM_ANSWERED:
        return None
    found = answering.verdict(session, dossier, news)
    return Verdict(*found) if found else None


def _may_be_extended(dossier: Dossier, news: News) -> bool:
    """Whether a new due date (gia hạn) makes sense: the clock runs, and the day is a later one."""
    if dossier.due_current is None or dossier.finished_at is not None or news.due_at is None:
        return False
    return news.due_at > dossier.due_current


def _occurrence(told: Told, after: State | None) -> Occurrence:
    news, now = told.news, clock.now()
    return Occurrence(
        kind=str(news.kind),
        # A partner's clock may run ahead; nothing has happened later than now.
        occurred_at=min(news.occurred_at or now, now),
        after=after,
        facts={
            "news": news.id,
            "due_at": news.due_at.isoformat() if news.due_at else None,
            "files": len(told.files),
            **({"answers": news.answers} if news.kind in _ANSWERS else {}),
            # What is asked in all, in đồng; what for is the agency's own words, and sealed.
            **({"to": news.to_agency} if news.kind == NewsKind.TRANSFERRED else {}),
            **({"amount": sum(fee.amount for fee in news.fees)} if news.fees else {}),
        },
        private={
            "officer": news.officer,
            "unit": news.unit,
            "note": news.note,
            "reasons": list(news.reasons),
            "content_hash": news.content_hash,
            "files": [file.sha256 for file in told.files],
            **({"fees": [asdict(fee) for fee in news.fees]} if news.fees else {}),
            **({"step": news.step.plain()} if news.step else {}),
            **({"wanted": [asdict(each) for each in news.wanted]} if news.wanted else {}),
        },
    )


def _happen(
    session: Session, safe: Safe, dossier: Dossier, told: Told, after: State | None
) -> None:
    what = _occurrence(told, after)
    if what.after is not None:
        tracking.move(session, safe, dossier, what)
    elif what.kind == NewsKind.EXTENDED:
        tracking.extend(session, safe, dossier, what)
    else:
        worth = _worth_an_sms(session, dossier, told.news)
        event = events.record(session, safe, dossier, what)
        if what.kind == NewsKind.TRANSFERRED:
            handing_on.hand_on(session, dossier, event, told.news)
        if worth:
            notifications.promise(session, dossier, event)
    if what.kind == NewsKind.SUPPLEMENT_REQUESTED:
        dossier.supplement_sent_at = None
    tracking.confirm(session, dossier, clock.now())


def _worth_an_sms(session: Session, dossier: Dossier, news: News) -> bool:
    """Say whether nothing but an SMS would tell the citizen of what moves nothing."""
    match news.kind:
        case NewsKind.MESSAGE:
            return not thread.just_told(session, dossier)
        case NewsKind.SUPPLEMENT_REQUESTED:
            return dossier.supplement_sent_at is not None
        case NewsKind.FEE_REQUESTED:
            # The answer to a claim has an SMS of its own.
            return any(fee.amount for fee in news.fees) and dossier.claim_due is None
    return news.kind == NewsKind.TRANSFERRED
