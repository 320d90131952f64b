"""Applies news once more that was parked, because a person has seen to what was wrong."""

from connectors.errors import Unreadable
from connectors.messages import Heard, NewsKind
from portal.domain.errors import Unacceptable
from portal.exchanges import news
from portal.runtime import Runtime
from portal.services import agencies, waiting_news
from portal.services.operations import parked_news
from portal.services.operations.deeds import Actor


def apply_again(rt: Runtime, source: str, message_id: str, actor: Actor) -> Heard:
    """Read what was kept once more, and apply it; returns what became of it, parked again perhaps.

    What was of an unknown kind when it came may be known by now.

    :raises NotFound: if it waits no longer.
    :raises Unacceptable: ``late`` if newer news has been applied, ``unreadable`` if it still
        cannot be read, ``no_dossier`` if there is none of its code.
    :raises connectors.errors.ConnectorError: if a file it names cannot be had.
    """
    with rt.db.read() as session:
        waiting = parked_news.find(session, source, message_id)
        if not waiting.may_apply:
            raise Unacceptable("late" if waiting.late else "no_dossier")
        agency = agencies.by_code(session, source)
        item = waiting_news.opened(session, rt, waiting.message)
    if item.kind == NewsKind.UNKNOWN:
        try:
            item = rt.partners.agency(agency).reread(item.raw)
        except Unreadable as error:
            raise Unacceptable("unreadable") from error
    with rt.db.write() as session:
        parked_news.record(session, actor, "news_tried_again", waiting.message)
    heard = news.take(rt, agency, item, patient=False, again=True)
    news.follow(rt, agency, item.dossier)
    return heard or Heard.HELD
