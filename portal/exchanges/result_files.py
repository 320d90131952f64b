"""Files agencies give back (kết quả): taken in as they come, then brought under a dossier's key."""

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa

from connectors.arriving import ArrivingFile
from connectors.errors import ConnectorError, Unreadable
from connectors.messages import Heard, News, Reply, ResultFile
from portal import clock, crypto
from portal.blobs import BlobMissing
from portal.db import insert_once
from portal.domain.errors import Unacceptable
from portal.exchanges import callers
from portal.exchanges.callers import Call
from portal.models import Agency, IncomingFile
from portal.runtime import Runtime
from portal.services import attachments, inbox, vault
from portal.services.attachments import Incoming, Stored
from portal.services.documents import composing
from portal.services.hopping import hops
from portal.services.measuring import Measure
from portal.services.vault import Place


def receive(rt: Runtime, code: str, call: Call, chunks: Iterator[bytes]) -> Reply:
    """Take a file an agency brings before the news that names it.

    :raises NotFound: if there is no such agency.
    """
    agency, connector = callers.partner(rt, code)
    try:
        arriving = connector.read_file(call.headers, call.method, call.target, chunks)
        heard = Heard.FILE_ALREADY_THERE
        if not _there(rt, agency, arriving.sha256):
            heard = _keep(rt, agency, arriving)
    except ConnectorError as error:
        return connector.reply(error)
    return connector.reply(heard)


def _there(rt: Runtime, agency: Agency, sha256: str) -> bool:
    """Say whether a file is here already; asked for again, it is kept as long as a new one."""
    with rt.db.write() as session:
        found = session.execute(
            sa.update(IncomingFile)
            .where(IncomingFile.agency_id == agency.id, IncomingFile.sha256 == sha256)
            .values(received_at=clock.now())
        )
        return bool(getattr(found, "rowcount", 0))


def _keep(rt: Runtime, agency: Agency, arriving: ArrivingFile) -> Heard:
    """Seal and store a file, then name it in the database."""
    blob, key_id = f"incoming/{agency.id}/{crypto.uuid7()}", rt.keyring.current
    key = rt.keyring.derived(key_id, f"incoming/{agency.id}")
    measured = Measure(arriving.chunks, rt.settings.file_limit)
    try:
        rt.blobs.put(blob, crypto.seal_stream(key, measured, arriving.sha256))
    except Unacceptable as error:
        raise Unreadable({"file": [_too_big(rt)]}) from error
    with rt.db.write() as session:
        fresh = insert_once(
            session,
            IncomingFile,
            agency_id=agency.id,
            sha256=arriving.sha256,
            blob=blob,
            key_id=key_id,
            size=measured.size,
            media_type=arriving.media_type,
            received_at=clock.now(),
        )
    if not fresh:
        rt.blobs.delete(blob)
    return Heard.FILE_STORED if fresh else Heard.FILE_ALREADY_THERE


def _too_big(rt: Runtime) -> str:
    limit = rt.settings.file_limit
    return f"Tệp lớn hơn {limit} byte (larger than {limit} bytes)"


def bring(rt: Runtime, agency: Agency, news: News, *, again: bool = False) -> list[Stored]:
    """Bring the files of a piece of news under its dossier's own key; all of them, or none.

    Of news that was dealt with before nothing is brought, but of parked news tried ``again``.

    :raises ConnectorError: if a file cannot be had, or is not the one its hash names.
    """
    if not news.files:
        return []
    with rt.db.read() as session:
        place = inbox.locate(session, agency, news.dossier)
        if place is None or inbox.answered(session, agency, news, again=again):
            return []
        safe = vault.unlock(session, rt, place.home_agency_id, place.dossier_id)
        # What comes with a message is no result, nor is all that a specialised system gives.
        origin = hops.origin(session, rt, agency, place, news.kind)
    brought: list[Stored] = []
    try:
        for number, file in enumerate(news.files):
            chunks = _checked(file, _source(rt, (agency, place), news.id, file), number)
            named = Incoming(origin, file.document, file.name, file.media_type, chunks)
            brought.append(attachments.store(rt, safe, place, named))
    except Exception as error:
        drop(rt, brought)
        if isinstance(error, Unacceptable):
            raise Unreadable({f"files.{number}": [_too_big(rt)]}) from error
        raise
    return brought


def drop(rt: Runtime, files: list[Stored]) -> None:
    """Let go of files no row names."""
    for file in files:
        rt.blobs.delete(file.blob)


def _source(
    rt: Runtime, whose: tuple[Agency, Place], told: str, file: ResultFile
) -> Iterator[bytes]:
    """Take a file from where the agency put it or the document that ``told`` of it, or fetch it."""
    agency, place = whose
    with rt.db.read() as session:
        row = session.get(IncomingFile, (agency.id, file.sha256))
        enclosed = composing.enclosed(session, rt, place, told, file.sha256)
    if enclosed is not None:
        return attachments.opened(rt, *enclosed)
    if row is not None:
        key = rt.keyring.derived(row.key_id, f"incoming/{agency.id}")
        try:
            return crypto.unseal_stream(key, rt.blobs.get(row.blob), file.sha256)
        except BlobMissing:
            pass
    return rt.partners.agency(agency).fetch(file.sha256)


def _checked(file: ResultFile, chunks: Iterator[bytes], number: int) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != file.sha256:
        raise Unreadable({f"files.{number}.sha256": ["the file has another hash"]})
