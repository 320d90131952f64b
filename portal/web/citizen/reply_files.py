"""Takes in the files of a supplement: each by itself, a bad one costs no good one beside it."""

import os
from collections.abc import Callable, Iterable

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from portal.domain.errors import Unacceptable
from portal.services import attachments, supplements
from portal.services.attachments import Upload
from portal.services.citizens import Signed
from portal.services.supplements import Reply
from portal.web.citizen.file_wording import worded
from portal.web.citizen.uploads import Outcome, shown_name
from portal.web.context import rt, writing
from portal.web.formats import size

_FOR_SIZE = frozenset({"too_big", "reply_too_big"})


def take_all(citizen: Signed, reply: Reply, document: str, files: Iterable[FileStorage]) -> Outcome:
    """Take files in for a reply; what is wrong with one is said by its name."""
    problems, reasons = [], set()
    for file in files:
        name, length = shown_name(file.filename or ""), _length(file)
        try:
            _take(citizen, reply, Upload(document, name, attachments.chunked(file.read)))
        except Unacceptable as error:
            problems.append(_worded(error, name, length))
            reasons.add(error.reason)
    return Outcome(tuple(problems), bool(reasons) and reasons <= _FOR_SIZE)


def _length(file: FileStorage) -> int:
    length = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    return length


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


def _worded(error: Unacceptable, name: str, length: int) -> str:
    said: dict[str, Callable[[], str]] = {
        "reply_full": lambda: _(
            "Không thêm được “%(name)s”: mỗi lần bổ sung gửi tối đa %(limit)s tệp",
            name=name,
            limit=supplements.MOST_FILES,
        ),
        "reply_too_big": lambda: _(
            "Không thêm được “%(name)s”: mỗi lần bổ sung gửi tối đa %(limit)s",
            name=name,
            limit=size(rt().settings.dossier_limit),
        ),
    }
    own = said.get(error.reason)
    return str(own()) if own else worded(error, name, length)
