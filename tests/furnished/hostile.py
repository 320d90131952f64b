"""Files made to harm whoever opens them; small to send, each named by what it is."""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.furnished.papers import pdf, photo

_BEGINNING = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
)


def many_objects(count: int = 400_000) -> bytes:
    """A PDF of one empty page and so many numbers."""
    body = b"".join(b"%d 0 obj\n0\nendobj\n" % number for number in range(3, count))
    return _BEGINNING + body + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def _packed_table(body: bytes, filters: bytes, size: int) -> bytes:
    """A PDF whose table of contents is a packed stream."""
    told = b"<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Filter%s/Length %d>>"
    table = b"4 0 obj\n" + told % (size, filters, len(body)) + b"\nstream\n" + body
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(_BEGINNING)
    return _BEGINNING + table + end


def table_bomb(megabytes: int = 64) -> bytes:
    """A PDF whose table unpacks to so much."""
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
    return _packed_table(body, b"/FlateDecode", 5)


def nested_bomb() -> bytes:
    """A PDF whose table is packed in what is packed: two kilobytes that hold much."""
    inner = zlib.compress(bytes(32 << 20), 9)
    return _packed_table(zlib.compress(inner, 9), b"[/FlateDecode/FlateDecode]", 5)


def many_listed(count: int = 600_000) -> bytes:
    """A PDF whose table lists so many objects, all packed in one that is not there."""
    body = zlib.compress(struct.pack(">BIB", 2, 4, 0) * count, 9)
    return _packed_table(body, b"/FlateDecode", count)


def deep() -> bytes:
    """A PDF whose first object is a list of lists of lists."""
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * 150_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def huge_picture() -> bytes:
    """A PNG of few bytes and too many points."""
    made = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(made, "PNG", optimize=False)
    return made.getvalue()


def many_frames() -> bytes:
    """A TIFF of more pages than a scan has."""
    page = Image.new("1", (8, 8))
    return photo("TIFF", page, save_all=True, append_images=[page] * 60)


def told_size() -> bytes:
    """A PNG that says it has more points than there are bytes in the world."""
    data = bytearray(photo("PNG"))
    data[16:24] = (2**31 - 1).to_bytes(4) * 2
    return bytes(data)


ARCHIVE = b"PK\x03\x04" + bytes(26) + b"x.html<script>alert(1)</script>"
REFUSED: dict[str, Callable[[], bytes]] = {
    "a PDF of too many objects": many_objects,
    "a PDF whose table is a bomb": table_bomb,
    "a PDF whose table is a bomb in a bomb": nested_bomb,
    "a PDF whose table lists too many objects": many_listed,
    "a PDF nested too deep": deep,
    "a picture of too many points": huge_picture,
    "a scan of too many pages": many_frames,
    "a picture that lies about its size": told_size,
    "a GIF that is an archive of programs": lambda: b"GIF89a" + bytes(20) + ARCHIVE,
    "an archive that holds a PDF": lambda: ARCHIVE + pdf(),
    "a web page that holds a PDF": lambda: b"<html><script>alert(1)</script>" + pdf(),
    "a drawing that is a program": lambda: b"<svg onload='alert(1)'/>",
    "a program": lambda: b"MZ" + bytes(3000),
    "nothing but zeros": lambda: bytes(3000),
}
"""What has to be turned away."""
NAMES = {
    "a null byte": "giay\0.pdf",
    "a mark of direction": "giay\u202efdp.exe.pdf",
    "a path": "../../../etc/passwd.pdf",
    "a path of another system": "C:\\windows\\giay.pdf",
    "a line break": "giay\r\nSet-Cookie: a=b.pdf",
    "markup": "<img src=x onerror=alert(1)>.pdf",
    "nothing": "",
    "dots alone": "...",
    "a kilobyte": "g" * 1500 + ".pdf",
}
"""What files may be called by somebody who means harm."""
