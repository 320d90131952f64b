"""Takes files in: each by itself, so that one bad file does not cost the good ones beside it."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PureWindowsPath

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from forms.characters import one_line
from portal import log
from portal.blobs import BlobsAway, BlobsFull
from portal.domain.errors import Conflict, Unacceptable
from portal.services import attachments, drafts, merging
from portal.services.attachments import Stored, Upload
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.web.citizen.entry import open_draft
from portal.web.citizen.file_wording import FOR_SIZE, away, worded
from portal.web.context import rt, writing

LONGEST_NAME = 150
_log = log.get()


@dataclass(frozen=True)
class Outcome:
    """What became of an upload: what to tell, and the status that says so."""

    problems: tuple[str, ...] = ()
    status: int = 422


@dataclass(frozen=True)
class Asked:
    """Which document files are for, and what its citizen says they are handed in as."""

    document: str
    presented_as: str = ""


def take(who: Signed, opened: Open, asked: Asked, files: Iterable[FileStorage]) -> Outcome:
    """Take files in for a document of a draft."""
    return take_each(asked, files, lambda upload: bring(who, opened, upload))


def take_each(
    asked: Asked, files: Iterable[FileStorage], keep: Callable[[Upload], object]
) -> Outcome:
    """Take files in one by one; what is wrong with one is said by its name."""
    problems, statuses = [], set()
    for file in files:
        name = shown_name(file.filename or "")
        try:
            chunks = attachments.chunked(_measured(file).read)
            keep(Upload(asked.document, name, chunks, presented_as=asked.presented_as))
        except Unacceptable as error:
            problems.append(worded(error, name, _length(file)))
            statuses.add(413 if error.reason in FOR_SIZE else 422)
        except BlobsAway as error:
            full = isinstance(error, BlobsFull)
            _log.error("upload_not_kept", error=str(error))
            problems.append(away(name, full=full))
            statuses.add(507 if full else 503)
    return Outcome(tuple(problems), statuses.pop() if len(statuses) == 1 else 422)


def _measured(file: FileStorage) -> FileStorage:
    """Turn a file away by its length, before a byte of it is stored."""
    limit = rt().settings.file_limit
    if _length(file) > limit:
        raise Unacceptable("too_big", limit=limit)
    return file


def _length(file: FileStorage) -> int:
    length = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    return length


def bring(who: Signed, opened: Open, upload: Upload) -> Stored:
    """Take one file in.

    It is sealed and stored before the transaction that names it: nobody waits for a disk.

    :raises Unacceptable: as ``attachments.receive`` and ``drafts.attach``; nothing is kept.
    """
    stored = attachments.receive(rt(), opened.safe, opened.place, upload)
    try:
        _attach(who, opened, stored)
    except BaseException:
        rt().blobs.delete(stored.blob)
        raise
    return stored


def _attach(who: Signed, opened: Open, stored: Stored) -> None:
    with writing() as session:
        fresh = open_draft(session, who, opened.draft.id, lock=True)
        drafts.attach(session, rt(), fresh, stored)


def merge(who: Signed, opened: Open, document: str, title: str) -> Outcome:
    """Bind the photos of a document into one PDF; with fewer than two there is nothing to do."""
    if len(merging.photos(opened.files, document)) < 2:
        return Outcome()
    name = shown_name(f"{title}.pdf")
    try:
        bound = merging.bind(rt(), opened, document, name)
    except Unacceptable as error:
        whole = sum(file.size for file in merging.photos(opened.files, document))
        return Outcome((worded(error, name, whole),), 413 if error.reason in FOR_SIZE else 422)
    try:
        with writing() as session:
            merging.put(session, rt(), open_draft(session, who, opened.draft.id, lock=True), bound)
    except Conflict:
        # Another window was quicker; the page shows what stands now.
        rt().blobs.delete(bound.stored.blob)
    except BaseException:
        rt().blobs.delete(bound.stored.blob)
        raise
    return Outcome()


def shown_name(name: str) -> str:
    """Give a file's name as it may be shown: no folders, one line, its ending kept."""
    bare = one_line(PureWindowsPath(name).name)
    stem, dot, ending = bare.rpartition(".")
    if len(bare) <= LONGEST_NAME:
        return bare or _("tệp không tên")
    return f"{stem[:LONGEST_NAME]}{dot}{ending}" if len(ending) < 8 else bare[:LONGEST_NAME]
