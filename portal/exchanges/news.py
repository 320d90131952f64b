"""News an agency tells: read → bring its files in → apply, in short steps; then what waited."""

from dataclasses import replace
from functools import partial

from connectors.errors import ConnectorError
from connectors.messages import Heard, News, NewsKind, Reply
from portal import log
from portal.domain.states import State
from portal.exchanges import callers, result_files
from portal.exchanges.callers import Call
from portal.exchanges.handing_on import addressed
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import content, dossiers, inbox, waiting_news
from portal.services.desk import naming
from portal.services.desk.naming import NotAskable
from portal.services.handling import handing_on
from portal.services.hearing import Told
from portal.services.hopping import hops
from portal.services.paying import answering
from portal.services.paying.answering import NotAnswerable
from portal.services.waiting_news import Sender

_log = log.get()
# Of several pieces in one call, the answer is what is the most for the agency to look at.
_GRAVITY = (
    Heard.NO_SUCH_DOSSIER,
    Heard.PARKED,
    Heard.HELD,
    Heard.APPLIED,
    Heard.STALE,
    Heard.DUPLICATE,
)


def receive(rt: Runtime, code: str, call: Call, body: bytes) -> Reply:
    """Take news an agency brings, and answer in its own words.

    :raises NotFound: if there is no such agency.
    """
    agency, connector = callers.partner(rt, code)
    heard: Heard | ConnectorError
    try:
        pieces = connector.read(call.headers, call.method, call.target, body)
        for piece in pieces:
            _named(rt, agency, piece)
        # In the order they came. Where one cannot be had, all are brought again, and those before
        # it are known by then.
        heard = min((hear(rt, agency, piece) for piece in pieces), key=_GRAVITY.index)
    except ConnectorError as error:
        _log.warning("news_refused", agency=code, error=str(error))
        heard = error
    return connector.reply(heard)


def hear(rt: Runtime, agency: Agency, news: News) -> Heard:
    """Apply a piece of news, and then whatever was waiting for it.

    :raises ConnectorError: if a file it names cannot be had.
    """
    heard = take(rt, agency, news)
    if heard not in (None, Heard.NO_SUCH_DOSSIER):
        follow(rt, agency, news.dossier)
    # What is held is safe with us: the agency need not bring it again.
    return heard or Heard.HELD


def follow(rt: Runtime, agency: Agency, code: str) -> None:
    """Apply the news of a dossier that waited for what has come, one after the other.

    Trouble with it is no trouble of the news that has come: it goes on waiting.
    """
    sender = Sender(agency.code, partial(hops.turn, agency))
    try:
        while True:
            with rt.db.read() as session:
                waiting = waiting_news.following(session, rt, sender, code)
            if waiting is None or take(rt, agency, waiting) is None:
                return
    except Exception:
        _log.exception("held_news_not_applied", agency=agency.code, code=code)


def take(
    rt: Runtime, agency: Agency, news: News, *, patient: bool = True, again: bool = False
) -> Heard | None:
    """Bring a piece of news' files in and apply it; None if it waits for the news before it.

    ``again``: it was parked, and a person lets it be tried once more.

    :raises ConnectorError: if a file it names cannot be had.
    """
    try:
        news = _named(rt, agency, news, again=again)
    except (NotAskable, NotAnswerable) as error:
        # Whoever brought it by themselves was told; of all else nobody would hear: a person looks.
        problem = f"cannot be so: {dict(error.fields)}"
        news = replace(news, kind=NewsKind.UNKNOWN, wanted=(), claim=None, problem=problem)
    files = result_files.bring(rt, agency, news, again=again)
    told = Told(news, files, _expected(rt, agency, news), patient, again)
    with rt.db.write() as session:
        heard = inbox.apply(session, rt, agency, told)
    if heard != Heard.APPLIED:
        result_files.drop(rt, files)
    _log.info("news_heard", agency=agency.code, code=news.dossier, kind=news.kind, outcome=heard)
    return heard


def _named(rt: Runtime, agency: Agency, news: News, *, again: bool = False) -> News:
    """Find what news names in the dossier it is about; what was heard is let be.

    :raises NotAskable: if anything that is wanted one by one cannot be put right.
    :raises NotAnswerable: if it answers no claim, or lowers what was not asked for.
    """
    if not news.wanted and news.claim is None:
        return news
    with rt.db.read() as session:
        place = inbox.locate(session, agency, news.dossier)
        if place is None or inbox.answered(session, agency, news, again=again):
            return news
        if news.claim is not None:
            dossier = dossiers.at(session, (place.home_agency_id, place.dossier_id))
            answering.check(session, dossier, news)
            return news
        found = content.read(session, rt, place.home_agency_id, place.dossier_id)
    wanted = naming.named(found, news.wanted)
    return replace(news, wanted=wanted, reasons=naming.lines(wanted, news.reasons))


def _expected(rt: Runtime, agency: Agency, news: News) -> str | None:
    """Work out which content hash the agency ought to hold, when it says which it holds."""
    if news.kind != NewsKind.CONFIRMED:
        return None
    with rt.db.read() as session:
        place = inbox.locate(session, agency, news.dossier)
        if place is None:
            return None
        found = content.read(session, rt, place.home_agency_id, place.dossier_id)
        if found.dossier.state == State.AWAITING_CONFIRMATION:
            return None
        went = handing_on.went(session, found.dossier, f"agency:{agency.code}")
        message = addressed(content.message(rt, found, went.event_seq), agency.code)
    return rt.partners.agency(agency).fingerprint(message)
