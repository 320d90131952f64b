"""Gives an agency that fetches its list, what stands on it, and the files that go with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.codecs import json_text
from connectors.errors import ConnectorError, Unavailable, Unreadable
from connectors.listing import NO_CURSOR, ItemWish
from connectors.messages import Heard, Reply
from connectors.roads import FetchingAgency
from portal import log
from portal.domain.errors import NotFound
from portal.exchanges import callers
from portal.exchanges.callers import Call
from portal.models import Agency, Destination
from portal.runtime import Runtime
from portal.services import attachments, outbox, vault
from portal.services.attachments import Held
from portal.services.pulling import listing
from portal.services.vault import Safe

_log = log.get()


@dataclass(frozen=True)
class Streamed:
    """A file on its way to the agency: its bytes, how many, and what they are."""

    chunks: Iterator[bytes] = field(repr=False)
    size: int
    media_type: str


def partner(rt: Runtime, code: str) -> tuple[Agency, FetchingAgency]:
    """Give an agency that fetches, and its connector.

    :raises NotFound: if there is none, or its system is one that is called.
    """
    agency, connector = callers.partner(rt, code)
    if not isinstance(connector, FetchingAgency):
        raise NotFound(f"list of {code}")
    return agency, connector


def page(rt: Runtime, code: str, call: Call) -> Reply:
    """Give a part of an agency's list, and note that it came by."""
    agency, connector = partner(rt, code)
    try:
        wish = connector.read_list_wish(call.headers, call.method, call.target)
        with rt.db.read() as session:
            _refuse_if_paused(session, agency)
            if wish.after > listing.end(session, agency.id):
                # Another list's, or from before a backup was laid back: what is new were missed.
                raise Unreadable({"after": [NO_CURSOR]})
            entries = listing.page(session, agency.id, wish)
        outbox.seen(rt, f"agency:{agency.code}")
    except ConnectorError as error:
        return _refused(connector, agency, error)
    return connector.page(entries, entries[-1].position if entries else wish.after)


def item(rt: Runtime, code: str, call: Call) -> Reply:
    """Give one item, exactly as a system that is called would be sent it."""
    agency, connector = partner(rt, code)
    try:
        wish = connector.read_item_wish(call.headers, call.method, call.target)
        with rt.db.write() as session:
            row = listing.find(session, agency.id, wish.key)
            if row is None:
                return connector.reply(Heard.NO_SUCH_ITEM)
            listing.note_fetched(session, row)
            safe = vault.unlock(session, rt, row.home_agency_id, row.dossier_id)
            return connector.item(listing.opened(safe, row))
    except ConnectorError as error:
        return _refused(connector, agency, error)


def file(rt: Runtime, code: str, call: Call) -> Reply | Streamed:
    """Give a file that an item of the agency's list names."""
    agency, connector = partner(rt, code)
    try:
        wish = connector.read_item_wish(call.headers, call.method, call.target)
        with rt.db.read() as session:
            found = _file(session, rt, agency, wish)
        if found is None:
            return connector.reply(Heard.NO_SUCH_ITEM)
        safe, held = found
        chunks = attachments.opened(rt, safe, held)
    except ConnectorError as error:
        return _refused(connector, agency, error)
    return Streamed(chunks, held.size, held.media_type)


def _file(
    session: Session, rt: Runtime, agency: Agency, wish: ItemWish
) -> tuple[Safe, Held] | None:
    row = listing.find(session, agency.id, wish.key)
    if row is None:
        return None
    safe = vault.unlock(session, rt, row.home_agency_id, row.dossier_id)
    body = json_text.read_object(listing.opened(safe, row).body)
    if wish.sha256 not in {named["sha256"] for named in body.get("files", ())}:
        return None
    files = attachments.held(session, safe, row.home_agency_id)
    held = next((one for one in files if one.sha256 == wish.sha256), None)
    return None if held is None else (safe, held)


def _refuse_if_paused(session: Session, agency: Agency) -> None:
    paused = sa.select(Destination.paused_at).where(Destination.name == f"agency:{agency.code}")
    if session.scalar(paused) is not None:
        raise Unavailable("a person has paused what goes to this agency")


def _refused(connector: FetchingAgency, agency: Agency, error: ConnectorError) -> Reply:
    _log.warning("list_refused", agency=agency.code, error=str(error))
    return connector.reply(error)
