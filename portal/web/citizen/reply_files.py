"""Takes in the files of a supplement: each by itself, a bad one costs no good one beside it."""

from collections.abc import Iterable

from werkzeug.datastructures import FileStorage

from portal.services import attachments, supplements
from portal.services.attachments import Upload
from portal.services.citizens import Signed
from portal.services.supplements import Reply
from portal.web.citizen.uploads import Asked, Outcome, take_each
from portal.web.context import rt, writing


def take_all(citizen: Signed, reply: Reply, document: str, files: Iterable[FileStorage]) -> Outcome:
    """Take files in for a reply; what is wrong with one is said by its name."""
    return take_each(Asked(document), files, lambda upload: _take(citizen, reply, upload))


def _take(citizen: Signed, reply: Reply, upload: Upload) -> None:
    # The file is sealed and stored before the transaction that names it: nobody waits for a disk.
    stored = attachments.receive(rt(), reply.content.safe, reply.place, upload)
    try:
        with writing() as session:
            code = reply.content.dossier.code
            fresh = supplements.load(session, rt(), citizen, code, lock=True)
            supplements.attach(session, rt(), fresh, stored)
    except BaseException:
        rt().blobs.delete(stored.blob)
        raise
