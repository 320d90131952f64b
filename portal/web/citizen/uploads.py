"""Takes files in: each by itself, so that one bad file does not cost the good ones beside it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PureWindowsPath

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from forms.characters import one_line
from portal.domain.errors import Conflict, Unacceptable
from portal.services import attachments, drafts, merging
from portal.services.attachments import Stored, Upload
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.web.citizen.entry import open_draft
from portal.web.citizen.file_wording import worded
from portal.web.context import rt, writing

LONGEST_NAME = 150
_TOO_BIG = frozenset({"too_big", "dossier_too_big"})


@dataclass(frozen=True)
class Outcome:
    """What became of an upload: what to tell, and whether it was for size alone."""

    problems: tuple[str, ...] = ()
    too_big: bool = False

    @property
    def status(self) -> int:
        """The status that says so."""
        return 413 if self.too_big else 422 if self.problems else 200


def take(who: Signed, opened: Open, document: str, files: Iterable[FileStorage]) -> Outcome:
    """Take files in for a document; what is wrong with one is said by its name."""
    problems, reasons = [], set()
    for file in files:
        name = shown_name(file.filename or "")
        if not file.filename:
            continue
        try:
            bring(who, opened, Upload(document, name, attachments.chunked(_measured(file).read)))
        except Unacceptable as error:
            problems.append(worded(error, name, _length(file)))
            reasons.add(error.reason)
    return Outcome(tuple(problems), bool(reasons) and reasons <= _TOO_BIG)


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
        return Outcome((worded(error, name, whole),), error.reason in _TOO_BIG)
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
