"""Papers of the rehearsal: a small one to hand in, and what stands in one that came."""

import io
import re
from datetime import date

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from portal.rehearsal.browser import File
from portal.rehearsal.outcome import Unexpected

# As papers write a day, and as pages do; spaces may have been taken out.
_WRITTEN = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.I)
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def sample(words: str) -> File:
    """Make a small PDF that says what it is, in ASCII."""
    text = words.encode("ascii", "replace").translate(None, b"()\\")
    drawn = b"BT /F1 18 Tf 72 760 Td (" + text + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    )
    return File("dien-tap.pdf", "application/pdf", _bound(objects))


def _bound(objects: tuple[bytes, ...]) -> bytes:
    """Write objects one after the other, with the table of where each begins."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + table + tail % (len(objects) + 1, len(data))


def text_of(paper: File) -> str:
    """Give the text of a PDF, spaces taken out: lines may break anywhere.

    :raises Unexpected: if it is no PDF that can be read.
    """
    if paper.media_type != "application/pdf" or not paper.data.startswith(b"%PDF-"):
        raise Unexpected("a PDF", f"{len(paper.data)} bytes of {paper.media_type or 'nothing'}")
    try:
        pages = PdfReader(io.BytesIO(paper.data)).pages
        return "".join("".join(page.extract_text().split()) for page in pages)
    except (PyPdfError, ValueError, KeyError) as error:
        raise Unexpected("a PDF that can be read", f"one that cannot ({error})") from error


def days(text: str) -> set[date]:
    """Give the days a text names."""
    found = (*_WRITTEN.findall(text), *_SHORT.findall(text))
    return {date(int(year), int(month), int(day)) for day, month, year in found}
