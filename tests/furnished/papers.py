"""Papers as citizens have them: PDFs that open, and photos as phones take them."""

import io
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image

from portal.rehearsal.papers import sample

pillow_heif.register_heif_opener()
Image.init()


def pdf(words: str = "paper", size: int = 0) -> bytes:
    """Make a PDF of one page, at least so many bytes long."""
    data = sample(words).data
    # What a comment says before the end is of no meaning.
    return data + b"%" + b"z" * (size - len(data) - 1) if size > len(data) else data


def scan(size: int) -> bytes:
    """Make a PDF of one page that holds so many bytes of something, as a scanner's does."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.Root.Filling = opened.make_indirect(pikepdf.Stream(opened, b"z" * size))
        opened.save(made, compress_streams=False)
    return made.getvalue()


def locked_pdf(user: str = "", owner: str = "chu") -> bytes:
    """Make a PDF with passwords; without a user's one it opens, and forbids."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(made, encryption=pikepdf.Encryption(owner=owner, user=user))
    return made.getvalue()


def picture(width: int = 60, height: int = 40) -> Image.Image:
    """Draw a picture whose upper left quarter is red, so that its turning can be seen."""
    drawn = Image.new("RGB", (width, height), "white")
    drawn.paste("red", (0, 0, width // 2, height // 2))
    return drawn


def photo(kind: str = "JPEG", drawn: Image.Image | None = None, **told: Any) -> bytes:
    """Make a photo of some kind."""
    made = io.BytesIO()
    (drawn or picture()).save(made, kind, **told)
    return made.getvalue()


def telling(orientation: int = 1) -> Image.Exif:
    """Give what a telephone writes beside a photo: how it was held, by which model, and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = orientation, "Dien thoai Mau"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.5), 3: "E", 4: (105.0, 51.0, 15.0)})
    return exif


def look(data: bytes) -> Image.Image:
    """Open what was stored."""
    opened = Image.open(io.BytesIO(data))
    opened.load()
    return opened
