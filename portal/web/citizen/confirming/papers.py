"""Takes in signed paper that stands in for somebody's sign-in: all files of it, or none."""

import os
from collections.abc import Iterable

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from portal.domain.errors import Unacceptable
from portal.services import attachments
from portal.services.attachments import Stored, Upload
from portal.services.citizens import Signed
from portal.services.confirming import steering
from portal.services.confirming.steering import Waiting
from portal.web.citizen.file_wording import worded
from portal.web.citizen.uploads import shown_name
from portal.web.context import reading, rt, writing


def hand_in(citizen: Signed, code: str, number: int, files: Iterable[FileStorage]) -> str:
    """Hand the files in; gives what is wrong with the first bad one, or nothing."""
    with reading() as session:
        waiting = steering.load(session, rt(), citizen, code)
        document = waiting.paper(waiting.row(number))
    stored: list[Stored] = []
    for file in files:
        if not file.filename:
            continue
        try:
            stored.append(_receive(waiting, document, file))
        except Unacceptable as error:
            _let_go(stored)
            return worded(error, shown_name(file.filename), _length(file))
    return _attach(citizen, code, number, stored)


def _receive(waiting: Waiting, document: str, file: FileStorage) -> Stored:
    # Sealed and stored before the transaction that names it: nobody waits for a disk.
    name = shown_name(file.filename or "")
    upload = Upload(document, name, attachments.chunked(file.read))
    return attachments.receive(rt(), waiting.content.safe, waiting.place, upload)


def _attach(citizen: Signed, code: str, number: int, stored: list[Stored]) -> str:
    try:
        with writing() as session:
            fresh = steering.load(session, rt(), citizen, code, lock=True)
            steering.hand_in(session, fresh, number, stored)
    except Unacceptable as error:
        _let_go(stored)
        if error.reason == "nothing":
            return str(_("Chọn ảnh hoặc tệp PDF của giấy đồng ý"))
        return worded(error, stored[0].name if stored else "", 0)
    except BaseException:
        _let_go(stored)
        raise
    return ""


def _let_go(stored: list[Stored]) -> None:
    for each in stored:
        rt().blobs.delete(each.blob)


def _length(file: FileStorage) -> int:
    length = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    return length
