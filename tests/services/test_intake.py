"""What citizens' files become: upright, without what they hide, and only what can be opened."""

import hashlib
import io

import pytest
from PIL import Image
from pypdf import PdfReader

from portal.domain.errors import Unacceptable
from portal.models import Agency, Attachment
from portal.runtime import Runtime
from portal.services import attachments, intake, photos
from portal.services.citizens import Signed
from tests.furnished.house import begin
from tests.furnished.papers import locked_pdf, look, pdf, photo, picture, telling

RED = (254, 0, 0)
KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")


def taken(data: bytes) -> tuple[str, bytes]:
    """Take bytes in; give what would be stored, and as what."""
    with intake.fit(io.BytesIO(data)) as fit:
        return fit.media_type, fit.file.read()


def refused(data: bytes) -> str:
    """Take bytes in that ought to be refused; give the reason."""
    with pytest.raises(Unacceptable) as caught, intake.fit(io.BytesIO(data)):
        pytest.fail("taken")
    return caught.value.reason


def corner(data: bytes, right: bool, low: bool) -> tuple[int, ...]:
    """Give the colour in a corner of a picture."""
    seen = look(data)
    found = seen.getpixel(((seen.width - 5) if right else 4, (seen.height - 5) if low else 4))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_photo_becomes_a_jpeg(kind: str) -> None:
    media_type, data = taken(photo(kind))
    assert (media_type, look(data).format) == ("image/jpeg", "JPEG")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_told_beside_the_picture(kind: str) -> None:
    data = photo(kind, exif=telling())
    assert b"Dien thoai Mau" in data
    _media_type, kept = taken(data)
    seen = look(kept)
    assert (dict(seen.getexif()), b"Dien thoai" in kept) == ({}, False)
    assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_comment_in_a_photo_is_not_kept() -> None:
    _media_type, kept = taken(photo("JPEG", comment=b"so nha 12"))
    assert b"so nha 12" not in kept


@pytest.mark.parametrize(
    ("orientation", "right", "low"),
    [(1, 0, 0), (2, 1, 0), (3, 1, 1), (4, 0, 1), (5, 0, 0), (6, 1, 0), (7, 1, 1), (8, 0, 1)],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_turned_as_the_camera_was_held(
    kind: str, orientation: int, right: bool, low: bool
) -> None:
    _media_type, kept = taken(photo(kind, exif=telling(orientation)))
    assert corner(kept, right, low) == pytest.approx(RED, abs=40)
    assert look(kept).size == ((40, 60) if orientation > 4 else (60, 40))


def test_a_photo_of_an_iphone_is_turned_once_only() -> None:
    _media_type, kept = taken(photo("HEIF", exif=telling(6).tobytes()))
    assert look(kept).size == (40, 60)


def test_a_large_photo_is_made_no_larger_than_its_letters_need() -> None:
    _media_type, kept = taken(photo(drawn=picture(6000, 3000)))
    assert look(kept).size == (4096, 2048)


def test_what_is_transparent_is_paper() -> None:
    _media_type, kept = taken(photo("PNG", Image.new("RGBA", (40, 40), (0, 0, 0, 0))))
    assert look(kept).getpixel((20, 20)) == (255, 255, 255)


def test_a_scan_with_sixteen_bits_a_point_keeps_its_greys() -> None:
    scan = Image.new("I;16", (40, 40), 30_000)
    scan.putpixel((0, 0), 65_535)
    _media_type, kept = taken(photo("PNG", scan))
    assert look(kept).getpixel((30, 30)) == pytest.approx(117, abs=3)


def test_a_scan_of_several_pages_becomes_a_pdf_of_them_all() -> None:
    pages = [picture(40, 60), picture(60, 40)]
    media_type, kept = taken(photo("TIFF", picture(), save_all=True, append_images=pages))
    assert (media_type, len(PdfReader(io.BytesIO(kept), strict=True).pages)) == (
        "application/pdf",
        3,
    )


@pytest.mark.parametrize("mode", ["PNG", "TIFF"])
def test_a_picture_that_would_fill_the_memory_is_refused(mode: str) -> None:
    bomb = photo(mode, Image.new("1", (9000, 8001)))
    assert len(bomb) < 100_000 * 100
    assert refused(bomb) == "too_many_pixels"


def test_a_picture_beyond_all_measure_is_refused_before_it_is_opened() -> None:
    data = bytearray(photo("PNG"))
    data[16:24] = (60_000).to_bytes(4) * 2
    assert refused(bytes(data)) in ("too_many_pixels", "broken_photo")


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_is_cut_off_is_refused(kind: str) -> None:
    data = photo(kind, picture(1200, 800).effect_spread(9))
    assert refused(data[: len(data) // 2]) == "broken_photo"


def test_what_follows_a_photo_does_not_come_along() -> None:
    _media_type, kept = taken(photo() + b"PK\x03\x04<script>")
    assert b"<script>" not in kept


def test_a_pdf_stays_as_it_is_to_the_byte() -> None:
    assert taken(pdf()) == ("application/pdf", pdf())


def test_a_pdf_that_is_an_archive_as_well_is_a_pdf() -> None:
    both = pdf() + b"PK\x05\x06" + bytes(18)
    assert taken(both) == ("application/pdf", both)


@pytest.mark.parametrize(
    "first", [b"<html><script>alert(1)</script>", b"PK\x03\x04", b"\xef\xbb\xbf"]
)
def test_a_pdf_that_begins_as_something_else_is_refused(first: bytes) -> None:
    assert refused(first + pdf()) == "type"


@pytest.mark.parametrize("data", [b"GIF89a" + bytes(99), b"PK\x03\x04" + bytes(99), b"<svg/>"])
def test_other_kinds_are_refused(data: bytes) -> None:
    assert refused(data) == "type"


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_is_taken() -> None:
    assert refused(locked_pdf(user="bi mat")) == "password"
    assert taken(locked_pdf())[0] == "application/pdf"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"x" * 99, pdf()[:40], b"%PDF-1.7\n%%EOF\n"])
def test_a_pdf_that_does_not_open_is_refused(data: bytes) -> None:
    assert refused(data) == "broken_pdf"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("IMG_0001.HEIC", "IMG_0001.jpg"),
        ("sổ hồng.JPEG", "sổ hồng.JPEG"),
        ("Giấy 1.2", "Giấy 1.2.jpg"),
        ("ảnh", "ảnh.jpg"),
        (".heic", ".heic.jpg"),
    ],
)
def test_a_name_keeps_its_stem(name: str, kept: str) -> None:
    with intake.fit(io.BytesIO(photo())) as fit:
        assert fit.named(name) == kept


def test_a_pdf_is_called_one_whatever_it_was_called() -> None:
    with intake.fit(io.BytesIO(pdf())) as fit:
        assert fit.named("đơn.html") == "đơn.pdf"


def test_what_was_received_and_what_is_kept_are_both_fingerprinted(
    rt: Runtime, citizen: Signed, agency: Agency
) -> None:
    came = photo("HEIF", exif=telling())
    paper = begin(rt, citizen, agency).attach(came, name="ảnh.heic")
    (file,) = paper.open().files
    with paper.rt.db.read() as session:
        row = session.get_one(Attachment, (paper.open().place.home_agency_id, paper.id, file.id))
    kept = b"".join(attachments.opened(paper.rt, paper.open().safe, file))
    assert row.received_sha256 == hashlib.sha256(came).hexdigest()
    assert row.sha256 == hashlib.sha256(kept).hexdigest() != row.received_sha256
    assert row.sealed_sha256 == attachments.digest(paper.rt.blobs.get(row.blob))
    assert (file.name, file.media_type, file.size) == ("ảnh.jpg", photos.JPEG, len(kept))
