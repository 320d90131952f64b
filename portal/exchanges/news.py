"""News from agencies, brought to us or fetched: read → bring its files in → apply, in short steps."""

import hashlib
from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from connectors.base import AgencyConnector
from connectors.errors import ConnectorError, Unreadable
from connectors.messages import Heard, News, NewsKind, Reply, ResultFile
from portal import clock, crypto, log
from portal.db import insert_once
from portal.models import Agency, AgencyCursor, IncomingFile
from portal.runtime import Runtime
from portal.services import agencies, attachments, content, inbox, vault
from portal.services.attachments import Incoming, Stored
from portal.services.inbox import Told

_log = log.get()


def receive(
    rt: Runtime, code: str, headers: Mapping[str, str], method: str, path: str, body: bytes
) -> Reply:
    """Take news an agency brings, and answer in its own words.

    :raises NotFound: if there is no such agency.
    """
    agency, connector = _partner(rt, code)
    try:
        heard: Heard | ConnectorError = hear(
            rt, agency, connector.read(headers, method, path, body)
        )
    except ConnectorError as error:
        _log.warning("news_refused", agency=code, error=str(error))
        heard = error
    return connector.reply(heard)


def receive_file(
    rt: Runtime,
    code: str,
    headers: Mapping[str, str],
    method: str,
    path: str,
    chunks: Iterator[bytes],
) -> Reply:
    """Take a file an agency brings before the news that names it.

    :raises NotFound: if there is no such agency.
    """
    agency, connector = _partner(rt, code)
    try:
        arriving = connector.read_file(headers, method, path, chunks)
        with rt.db.read() as session:
            if session.get(IncomingFile, (agency.id, arriving.sha256)) is not None:
                return connector.reply(Heard.FILE_ALREADY_THERE)
        blob = f"incoming/{agency.id}/{crypto.uuid7()}"
        size = 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for chunk in arriving.chunks:
                size += len(chunk)
                if size > rt.settings.file_limit:
                    raise Unreadable({"file": [f"more than {rt.settings.file_limit} bytes"]})
                yield chunk

        key_id = rt.keyring.current
        key = rt.keyring.derived(key_id, f"incoming/{agency.id}")
        rt.blobs.put(blob, crypto.seal_stream(key, counted(), arriving.sha256))
        with rt.db.write() as session:
            fresh = insert_once(
                session,
                IncomingFile,
                agency_id=agency.id,
                sha256=arriving.sha256,
                blob=blob,
                key_id=key_id,
                size=size,
                media_type=arriving.media_type,
                received_at=clock.now(),
            )
        if not fresh:
            rt.blobs.delete(blob)
        return connector.reply(Heard.FILE_STORED if fresh else Heard.FILE_ALREADY_THERE)
    except ConnectorError as error:
        return connector.reply(error)


def _partner(rt: Runtime, code: str) -> tuple[Agency, AgencyConnector]:
    with rt.db.read() as session:
        agency = agencies.by_code(session, code)
    return agency, rt.partners.agency(agency)


def hear(rt: Runtime, agency: Agency, news: News) -> Heard:
    """Apply a piece of news, and then whatever was waiting for it.

    :raises Unreadable: if it names a file nobody has brought.
    """
    heard = _apply(rt, agency, news, patient=True)
    while heard == Heard.APPLIED:
        with rt.db.read() as session:
            following = inbox.held(session, rt, dossier_code=news.dossier)
        if not following or _apply(rt, agency, following[0], patient=True) != Heard.APPLIED:
            break
    # What is held is safe with us: the agency need not bring it again.
    return heard or Heard.HELD


def _apply(rt: Runtime, agency: Agency, news: News, *, patient: bool) -> Heard | None:
    told = Told(
        news=news,
        files=_bring(rt, agency, news),
        expected_hash=_expected(rt, agency, news),
        patient=patient,
    )
    with rt.db.write() as session:
        heard = inbox.apply(session, rt, agency, told)
    if heard != Heard.APPLIED:
        for file in told.files:
            rt.blobs.delete(file.blob)
    _log.info("news_heard", agency=agency.code, code=news.dossier, kind=news.kind, outcome=heard)
    return heard


def _expected(rt: Runtime, agency: Agency, news: News) -> str | None:
    """Work out which content hash the agency ought to hold, when it says which it holds."""
    if news.kind != NewsKind.CONFIRMED:
        return None
    with rt.db.read() as session:
        place = inbox.locate(session, agency, news.dossier)
        if place is None:
            return None
        found = content.read(session, rt, place.home_agency_id, place.dossier_id)
        message = content.message(rt, found, content.SUBMISSION)
    return rt.partners.agency(agency).fingerprint(message)


def _bring(rt: Runtime, agency: Agency, news: News) -> list[Stored]:
    """Bring the files of a piece of news under the dossier's own key."""
    if not news.files:
        return []
    with rt.db.read() as session:
        place = inbox.locate(session, agency, news.dossier)
        if place is None or inbox.answered(session, agency, news):
            return []
        safe = vault.unlock(session, rt, place.home_agency_id, place.dossier_id)
        rows = {
            file.sha256: session.get(IncomingFile, (agency.id, file.sha256)) for file in news.files
        }
    brought = []
    for number, file in enumerate(news.files):
        chunks = _checked(file, _source(rt, agency, rows[file.sha256], file), number)
        named = Incoming(attachments.RESULT, file.document, file.name, file.media_type, chunks)
        brought.append(attachments.store(rt, safe, place, named))
    return brought


def _source(
    rt: Runtime, agency: Agency, row: IncomingFile | None, file: ResultFile
) -> Iterator[bytes]:
    """Take a file from where the agency put it, or fetch it."""
    if row is None:
        return rt.partners.agency(agency).fetch(file.sha256)
    key = rt.keyring.derived(row.key_id, f"incoming/{agency.id}")
    return crypto.unseal_stream(key, rt.blobs.get(row.blob), file.sha256)


def _checked(file: ResultFile, chunks: Iterator[bytes], number: int) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != file.sha256:
        raise Unreadable({f"files.{number}.sha256": ["the file has another hash"]})


def release_held(rt: Runtime) -> int:
    """Apply news that has waited too long for news before it."""
    with rt.db.read() as session:
        waiting = inbox.held(session, rt)
    for news in waiting:
        with rt.db.read() as session:
            agency = agencies.by_id(session, inbox.home(session, news.dossier))
        _apply(rt, agency, news, patient=False)
    return len(waiting)


def poll_all(rt: Runtime) -> int:
    """Fetch news from every agency that is set to be asked; one that fails keeps nobody waiting."""
    with rt.db.read() as session:
        asked = [a for a in session.execute(sa.select(Agency)).scalars() if a.endpoint.get("poll")]
    count = 0
    for agency in asked:
        try:
            count += _poll(rt, agency)
        except ConnectorError as error:
            _log.warning("poll_failed", agency=agency.code, error=str(error))
    return count


def _poll(rt: Runtime, agency: Agency) -> int:
    """Fetch and apply what is new at an agency, page by page; the cursor moves behind the effect."""
    connector, count = rt.partners.agency(agency), 0
    while True:
        with rt.db.read() as session:
            row = session.get(AgencyCursor, (agency.id, "news"))
            cursor = row.cursor if row else ""
        items, following = connector.poll(cursor)
        for news in items:
            hear(rt, agency, news)
        count += len(items)
        if not items or following == cursor:
            return count
        with rt.db.write() as session:
            session.merge(
                AgencyCursor(
                    agency_id=agency.id, stream="news", cursor=following, moved_at=clock.now()
                )
            )
