"""Fetches what waits for agencies at an axis: each package whole, kept, and only then settled."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from connectors.codecs import edxml
from connectors.codecs.edxml.refusing import MOST_BYTES
from connectors.document_messages import WaitingPackage
from connectors.documents import Document, Enclosure, Package
from connectors.errors import ConnectorError, Unavailable, Unreadable
from connectors.lines import DocumentsConnector
from portal import clock, log
from portal.models import Agency, DocumentLine
from portal.runtime import Runtime
from portal.services import attachments
from portal.services.attachments import Incoming, Stored
from portal.services.binding import PDF
from portal.services.documents import arriving, lines
from portal.services.documents.arriving import Arrival, Room
from portal.services.documents.packing import FILE, PACKAGE
from portal.services.signatures import recognise

_CHUNK = 64 * 1024
_PDF = b"%PDF-"
# How a package begins and ends, and how long the rest of one that came cut is waited for.
_ROOT, _HEAD, _TAIL, _WHOLE_WITHIN = b"edXML", 4096, 256, timedelta(days=1)
_log = log.get()


def poll_all(rt: Runtime) -> int:
    """Fetch for every agency that has a line; one that fails keeps nobody waiting."""
    with rt.db.read() as session:
        found = lines.all_of(session, lines.AXIS)
    count = 0
    for line, agency in found:
        fault: str | None = None
        try:
            count += fetch(rt, line, agency)
        except ConnectorError as error:
            fault = str(error)
            _log.warning("axis_not_asked", agency=agency.code, error=fault)
        except Exception as error:
            fault = type(error).__name__
            _log.exception("axis_not_asked", agency=agency.code)
        with rt.db.write() as session:
            lines.note(session, line, fault)
    return count


def fetch(rt: Runtime, line: DocumentLine, agency: Agency) -> int:
    """Fetch what waits for one agency; returns how many packages were new.

    A package that cannot be taken now stays at the axis, and keeps no other waiting.

    :raises ConnectorError: if the axis cannot be asked, or one of the packages not be fetched.
    """
    axis, count = rt.partners.documents(line), 0
    failed: Exception | None = None
    for waiting in axis.waiting():
        try:
            count += _take(rt, axis, agency, waiting)
            axis.settle(waiting.reference, taken=True)
        except ConnectorError as error:
            failed = error
            _log.warning("package_stays", agency=agency.code, package=waiting.reference[:80])
        except Exception as error:
            # What nobody foresaw about one package is no reason to leave the others waiting.
            failed = error
            _log.exception("package_stays", agency=agency.code, package=waiting.reference[:80])
    if failed is not None:
        raise failed
    return count


def _take(rt: Runtime, axis: DocumentsConnector, agency: Agency, waiting: WaitingPackage) -> bool:
    """Keep one package, whatever it is; False if it was kept before."""
    with rt.db.write() as session:
        room = arriving.begin(session, rt, agency, waiting.reference)
    if room is None:
        return False
    with tempfile.TemporaryDirectory(prefix="lienthong-axis-") as folder:
        file = axis.fetch(waiting.reference, Path(folder))
        if _cut(file) and clock.now() - room.since < _WHOLE_WITHIN:
            raise Unavailable("a package came cut; it stays at the axis and is fetched again")
        with _read(rt, room, file) as arrival:
            with rt.db.write() as session:
                return arriving.take(session, rt, room, arrival)


def _cut(file: Path) -> bool:
    """Say whether a file begins as a package does and does not end as one: not all of it came."""
    with file.open("rb") as source:
        begins = _ROOT in source.read(_HEAD)
        source.seek(max(0, file.stat().st_size - _TAIL))
        ends = source.read().rstrip().endswith((_ROOT + b">", b"-->"))
    return begins and not ends


@contextmanager
def _read(rt: Runtime, room: Room, file: Path) -> Iterator[Arrival]:
    """Read a package and store what it holds; stored files are let go of if nothing comes of it."""
    package: Package | None = None
    problem = ""
    inside = file.parent / "files"
    inside.mkdir()
    try:
        package = edxml.read(_chunks(file), inside)
    except Unreadable as error:
        problem = "; ".join(f"{at}: {said}" for at, told in error.fields.items() for said in told)
    with ExitStack() as undo:
        stored = list(_stored(rt, room, package, file, undo))
        yield Arrival(package, problem, stored)
        undo.pop_all()


def _stored(
    rt: Runtime, room: Room, package: Package | None, file: Path, undo: ExitStack
) -> Iterator[Stored]:
    """Store the files of a document; of anything else the package itself, as it came."""
    if package is not None and isinstance(package.content, Document):
        incoming = [_file(rt, one) for one in package.content.enclosures]
    else:
        incoming = [Incoming(PACKAGE, "", "goi.edxml", "application/xml", _chunks(file))]
    # As long as an axis takes it, it is kept: citizens' limits are for citizens.
    wide = replace(rt, settings=replace(rt.settings, file_limit=MOST_BYTES))
    for each in incoming:
        stored = attachments.store(wide, room.safe, room.place, each)
        undo.callback(rt.blobs.delete, stored.blob)
        yield stored


def _file(rt: Runtime, enclosure: Enclosure) -> Incoming:
    is_pdf = next(enclosure.open(), b"").startswith(_PDF)
    signature = None
    if is_pdf:
        with tempfile.TemporaryFile() as copy:
            for chunk in enclosure.open():
                copy.write(chunk)
            signature = recognise.look(copy, rt.settings.trust_roots)
    media_type = PDF if is_pdf else "application/octet-stream"
    return Incoming(FILE, "", enclosure.name, media_type, enclosure.open(), signature=signature)


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk


def organisations(rt: Runtime, line: DocumentLine) -> Sequence[tuple[str, str]]:
    """List who is on the axis, as identifier and name.

    :raises ConnectorError: if it cannot be asked.
    """
    return [(one.id, one.name) for one in rt.partners.documents(line).organisations()]
