"""Sets an agency's seal under a PDF: a PAdES signature over the whole file, and words in sight.

The words stand at the top right of the first page, without a picture, as Nghị định 30/2020/NĐ-CP,
Phụ lục I, wants it of files that are signed by themselves: who signed and when, ISO 8601. What a
file says of itself (đã ký by somebody) is left as it is: the signature is added behind it.
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn1crypto import keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal import clock
from portal.domain.errors import Unacceptable
from portal.papers import sheets
from portal.papers.press import press
from portal.services.seals.keeping import Material

LARGEST = 25 * 1024 * 1024
"""Bytes of a PDF that is signed while its officer waits."""
_WIDTH, _HEIGHT, _MARGIN = 198, 34, 14


def sign(material: Material, pdf: bytes, agency: str) -> bytes:
    """Give a PDF with the agency's signature behind all that was in it.

    :raises Unacceptable: ``not_pdf`` if it is none, or is locked with a password or damaged, and
        ``too_big_to_sign``.
    """
    if len(pdf) > LARGEST:
        raise Unacceptable("too_big_to_sign", limit=LARGEST)
    try:
        return _signed(material, pdf, agency)
    except (PdfError, SigningError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unacceptable("not_pdf") from error


def _signed(material: Material, pdf: bytes, agency: str) -> bytes:
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False), io.BytesIO()
    name = _free(writer)
    told = PdfSignatureMetadata(
        field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=agency
    )
    field = SigFieldSpec(name, on_page=0, box=_corner(writer))
    with _words(agency) as style:
        signer = PdfSigner(told, _signer(material), stamp_style=style, new_field_spec=field)
        signer.sign_pdf(writer, output=out)
    return out.getvalue()


def _free(writer: IncrementalPdfFileWriter) -> str:
    """Name a field no other signature of the file has."""
    count = len(list(writer.prev.embedded_signatures))
    return f"ConDauCoQuan{count + 1}"


def _corner(writer: IncrementalPdfFileWriter) -> tuple[int, int, int, int]:
    """Find the top right of the first page, in its own units (1/72 inch)."""
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]
    left, low, right, high = (float(each) for each in page.get("/MediaBox", (0, 0, 595, 842)))
    width = min(_WIDTH, right - left - 2 * _MARGIN)
    x, y = right - _MARGIN, high - _MARGIN
    return int(x - width), int(max(low, y - _HEIGHT)), int(x), int(y)


@contextmanager
def _words(agency: str) -> Iterator[StaticStampStyle]:
    now = clock.local(clock.now()).isoformat(timespec="seconds")
    stamp = press("seal_stamp", sheets.StampSheet(agency=agency, at=now, issued_at=clock.now()))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stamp.pdf"
        file.write_bytes(stamp)
        yield StaticStampStyle.from_pdf_file(str(file), border_width=0)


def _signer(material: Material) -> signers.SimpleSigner:
    return signers.SimpleSigner(
        signing_cert=_certificate(material.certificate),
        signing_key=keys.PrivateKeyInfo.load(_der(material.key)),
        cert_registry=SimpleCertificateStore.from_certs(  # type: ignore[no-untyped-call]
            map(_certificate, material.chain)
        ),
    )


def _certificate(text: bytes) -> x509.Certificate:
    return x509.Certificate.load(_der(text))


def _der(text: bytes) -> bytes:
    return bytes(pem.unarmor(text)[2])
