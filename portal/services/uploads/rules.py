"""What a document's own rules let in: which kinds, how many files, how big each."""

from collections.abc import Sequence

from forms.needs import File, Limits
from portal.domain.errors import Unacceptable
from portal.services.attachments import Held, Stored
from portal.services.uploads.pending import Wanted


def hold(limits: Limits, stored: Stored, files: Sequence[Held]) -> None:
    """Hold a stored file against its document's limits: as it is kept and will be sent on.

    :raises Unacceptable: ``document.…``; ``told`` among the facts words it.
    """
    _refuse(limits, File(stored.name, stored.media_type, stored.size), stored.document, files)


def admit(limits: Limits, wanted: Wanted, files: Sequence[Held], *, photo: bool) -> None:
    """Turn a file away before it is sent, if it cannot fit whatever it is.

    A photo is made smaller when it is drawn anew, so its size says nothing yet.

    :raises Unacceptable: as ``hold``.
    """
    size = 0 if photo else wanted.length
    file = File(wanted.name, limits.media_types[0], size)
    _refuse(limits, file, wanted.document, files)


def _refuse(limits: Limits, file: File, document: str, files: Sequence[Held]) -> None:
    refused = limits.refuses(file, sum(each.document == document for each in files))
    if refused:
        raise Unacceptable(refused.key, told=refused)
