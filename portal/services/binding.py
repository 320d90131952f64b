"""Binds photos into one PDF, a page each, without ever holding more than one piece of one photo.

JPEG is one of the ways a PDF may hold a picture (ISO 32000-1, 7.4.8): the bytes go in as they are.
"""

import os
from typing import IO

PDF = "application/pdf"
_A4 = (595.28, 841.89)
_CHUNK = 64 * 1024
_COLOURS = {1: b"/DeviceGray", 3: b"/DeviceRGB"}
_CATALOG, _TREE = 1, 2


class Binder:
    """Writes a PDF as photos come; ``finish`` makes it whole."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._begin = out.tell()
        self._places: dict[int, int] = {}
        self._pages: list[int] = []
        self._next = _TREE + 1
        # Four bytes above 127 tell programs that this is not text.
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, jpeg: IO[bytes]) -> None:
        """Add a page of A4, upright or lying as the photo is, with a JPEG of ours in its middle.

        :raises ValueError: if it is not a JPEG in grey or in three colours.
        """
        size, colours = _frame(jpeg)
        picture = self._picture(jpeg, size, colours)
        across, up = _A4 if size[0] <= size[1] else _A4[::-1]
        scale = min(across / size[0], up / size[1])
        width, height = size[0] * scale, size[1] * scale
        left, bottom = (across - width) / 2, (up - height) / 2
        drawn = b"q %.2f 0 0 %.2f %.2f %.2f cm /P Do Q" % (width, height, left, bottom)
        content = self._object(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R"
        page += b" /Resources << /XObject << /P %d 0 R >> >> >>"
        self._pages.append(self._object(page % (_TREE, across, up, content, picture)))

    def finish(self) -> None:
        """Write the list of pages and the table of where each object begins."""
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        count = len(self._pages)
        self._object(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids), _TREE)
        catalog = b"<< /Type /Catalog /Pages %d 0 R /Lang (vi-VN) >>"
        self._object(catalog % _TREE, _CATALOG)
        start = self._out.tell() - self._begin
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % self._next)
        for number in range(1, self._next):
            self._out.write(b"%010d 00000 n \n" % self._places[number])
        told = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        self._out.write(told % (self._next, _CATALOG, start))

    def _picture(self, jpeg: IO[bytes], size: tuple[int, int], colours: bytes) -> int:
        length = jpeg.seek(0, os.SEEK_END)
        jpeg.seek(0)
        number = self._open()
        head = b"<< /Type /XObject /Subtype /Image /Filter /DCTDecode /BitsPerComponent 8"
        head += b" /ColorSpace %s /Width %d /Height %d /Length %d >>\nstream\n"
        self._out.write(head % (colours, *size, length))
        while piece := jpeg.read(_CHUNK):
            self._out.write(piece)
        self._out.write(b"\nendstream\nendobj\n")
        return number

    def _open(self, number: int = 0) -> int:
        if not number:
            number, self._next = self._next, self._next + 1
        self._places[number] = self._out.tell() - self._begin
        self._out.write(b"%d 0 obj\n" % number)
        return number

    def _object(self, content: bytes, number: int = 0) -> int:
        number = self._open(number)
        self._out.write(content + b"\nendobj\n")
        return number


def _frame(jpeg: IO[bytes]) -> tuple[tuple[int, int], bytes]:
    """Read width, height and colours of a JPEG from its frame header (ITU-T T.81, B.2.2)."""
    jpeg.seek(2)
    while len(marker := jpeg.read(4)) == 4 and marker[0] == 0xFF:
        if marker[1] in (0xC0, 0xC1, 0xC2):
            head = jpeg.read(6)
            if len(head) == 6 and head[5] in _COLOURS:
                height, width = int.from_bytes(head[1:3]), int.from_bytes(head[3:5])
                return (width, height), _COLOURS[head[5]]
            break
        jpeg.seek(int.from_bytes(marker[2:]) - 2, os.SEEK_CUR)
    raise ValueError("not a JPEG in grey or in three colours")
