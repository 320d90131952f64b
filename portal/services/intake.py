"""What is taken in: known by its content, never by its name, and only if it can be opened.

A file may be several things at once: a PDF that is a web page or an archive as well. What it is at
its first byte is what it is here. Photos are drawn anew, so what else they were is gone; PDFs stay
as they are to the byte, for the sake of signatures in them, and are only ever handed out to be
saved, under a name that says PDF.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

import filetype
import pikepdf

from portal import log
from portal.domain.errors import Unacceptable
from portal.services import photos
from portal.services.binding import PDF

ACCEPTED = (PDF, "image/jpeg", "image/png", "image/heic", "image/webp", "image/tiff")
# How names may end, the usual ending first.
_ENDINGS = {PDF: ("pdf",), photos.JPEG: ("jpg", "jpeg")}
_ENDING = re.compile(r"[A-Za-z][A-Za-z0-9]{1,4}")
_SNIFF = 8192
_MENDED = 4 * 1024 * 1024
# A book of a thousand tagged pages has 100,000. A search for lost ones looks at each several times.
OBJECTS, _LOST_OBJECTS = 300_000, 20_000
_UNPACKED = 8 * 1024 * 1024
_log = log.get()

# Tables of contents may be packed, and packed again: two kilobytes can hold a gigabyte.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_UNPACKED,
    png_max_memory=_UNPACKED,
    tiff_max_memory=_UNPACKED,
    run_length_max_memory=_UNPACKED,
    max_stream_filters=3,
)


@dataclass(frozen=True)
class Fit:
    """A file as it will be stored, rewound."""

    media_type: str
    file: IO[bytes] = field(repr=False)

    def named(self, name: str) -> str:
        """Give the file its name: the stem as it came, the ending of what it is now."""
        endings = _ENDINGS[self.media_type]
        stem, dot, ending = name.rpartition(".")
        if dot and ending.lower() in endings:
            return name
        if not stem or not _ENDING.fullmatch(ending):
            stem = name
        return f"{stem}.{endings[0]}"


@contextmanager
def fit(received: IO[bytes]) -> Iterator[Fit]:
    """Make a received file fit to be stored.

    :raises Unacceptable: ``type``, what ``check_pdf`` finds, or what a photo may lack.
    """
    received.seek(0)
    media_type = recognise(received.read(_SNIFF))
    received.seek(0)
    if media_type == PDF:
        check_pdf(received)
        received.seek(0)
        yield Fit(PDF, received)
        return
    if not media_type:
        raise Unacceptable("type")
    with SpooledTemporaryFile(photos.SPOOL) as spool:
        drawn = cast(IO[bytes], spool)
        made = photos.clean(received, drawn)
        drawn.seek(0)
        yield Fit(made, drawn)


def recognise(head: bytes) -> str:
    """Name the media type of a file that begins so, or give nothing if it is not taken."""
    # Readers find a PDF that begins a kilobyte later too; such a file is something else first.
    if head.startswith(b"%PDF-"):
        return PDF
    kind = filetype.guess(head)
    return kind.mime if kind and kind.mime in ACCEPTED and kind.mime != PDF else ""


def check_pdf(file: IO[bytes]) -> None:
    """Look whether a PDF opens, and opens without a password.

    One that only forbids printing opens with the empty password, as in any reader.

    :raises Unacceptable: ``password``, ``too_many_objects`` or ``broken_pdf``.
    """
    found = _count(file, b"endobj")
    if found > OBJECTS:
        raise Unacceptable("too_many_objects")
    try:
        _open(file, found)
    except pikepdf.PasswordError as error:
        raise Unacceptable("password") from error
    except Unacceptable:
        raise
    # Parsers of hostile bytes raise whatever they like.
    except Exception as error:
        _log.info("pdf_broken", error=type(error).__name__)
        raise Unacceptable("broken_pdf") from error


def _open(file: IO[bytes], objects: int) -> None:
    try:
        _look_inside(file, mend=False)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        # Many programs write a wrong table of contents, and readers search the whole file
        # instead. In a big one made for that purpose, such a search takes minutes.
        if file.seek(0, os.SEEK_END) > _MENDED or objects > _LOST_OBJECTS:
            raise
        _look_inside(file, mend=True)


def _count(file: IO[bytes], word: bytes) -> int:
    """Count a word in a file, piece by piece."""
    file.seek(0)
    found, before = 0, b""
    while piece := file.read(_MENDED):
        found += (before + piece).count(word)
        before = piece[-len(word) + 1 :]
    return found


def _look_inside(file: IO[bytes], *, mend: bool) -> None:
    file.seek(0)
    with pikepdf.open(cast(BinaryIO, file), attempt_recovery=mend, suppress_warnings=True) as pdf:
        if len(pdf.objects) > OBJECTS:
            raise Unacceptable("too_many_objects")
        if not len(pdf.Root.Pages.Kids):
            raise ValueError("a PDF without a page")
