"""Takes dossiers the national portal hands over: read, fetch its papers, record, answer."""

from connectors.errors import ConnectorError, Unreadable
from connectors.messages import Reply
from connectors.national_base import NationalPortal
from connectors.national_messages import HandedOver, HandedPaper, Taken, Taking
from portal import log
from portal.domain.errors import Unacceptable
from portal.exchanges import result_files
from portal.exchanges.callers import Call
from portal.runtime import Runtime
from portal.services import attachments
from portal.services.arrivals import receiving
from portal.services.arrivals.receiving import Parcel
from portal.services.attachments import Stored, Upload

_log = log.get()


def receive(rt: Runtime, call: Call, body: bytes) -> Reply:
    """Take a dossier, and answer in the portal's words: 0 taken, 1 taken before, -1 not taken.

    It is all there or not at all: a paper that cannot be had leaves nothing behind, and the portal
    repeats its push until it hears 0 or 1.
    """
    portal = rt.partners.national()
    try:
        arrived = portal.read(call.headers, body)
        taken = _take(rt, portal, arrived)
    except ConnectorError as error:
        _log.warning("arrival_refused", error=str(error))
        return portal.reply(error)
    _log.info("arrival_heard", code=taken.code, national=arrived.code, outcome=str(taken.how))
    return portal.reply(taken)


def _take(rt: Runtime, portal: NationalPortal, arrived: HandedOver) -> Taken:
    with rt.db.read() as session:
        before = receiving.known(session, arrived.code)
        if before is not None:
            return before
        parcel = receiving.unpack(session, rt, arrived)
    files: list[Stored] = []
    kept = False
    try:
        for number, paper in enumerate(arrived.papers):
            files.append(_stored(rt, portal, parcel, (number, paper)))
        with rt.db.write() as session:
            taken = receiving.take(session, rt, parcel, arrived, files)
        kept = taken.how is Taking.TAKEN
        return taken
    finally:
        if not kept:
            result_files.drop(rt, files)


def _stored(
    rt: Runtime, portal: NationalPortal, parcel: Parcel, numbered: tuple[int, HandedPaper]
) -> Stored:
    """Check a paper as any upload is, seal it and store it.

    :raises Unreadable: if it is none we take.
    """
    number, paper = numbered
    bytes_of_it = (
        iter([paper.content]) if paper.content is not None else portal.fetch(paper.address)
    )
    upload = Upload(parcel.document(paper.component), paper.name, bytes_of_it)
    try:
        return attachments.receive(rt, parcel.safe, parcel.place, upload)
    except Unacceptable as error:
        said = f"Không nhận được tệp này ({error})"
        raise Unreadable({f"TaiLieuNop.{number}": [said]}) from error
