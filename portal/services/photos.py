"""Photos as phones make them: turned upright, and freed of everything they tell but the picture.

A photo of a birth certificate taken at home says where that home is (EXIF, XMP, maker's notes), and
often lies on its side. What is stored is drawn anew from its pixels, so nothing hidden in the file
that came, at its end or between its parts, comes along.
"""

import threading
from collections.abc import Iterator
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO, cast

import pillow_heif
from PIL import Image

from portal import log
from portal.domain.errors import Unacceptable
from portal.services.binding import PDF, Binder

JPEG = "image/jpeg"
# A scan of A3 at 600 dots an inch has 70 million points, and needs 200 MB while it is drawn.
# A camera's JPEG may have more: it is decoded at half its size or less.
PIXELS, CAMERA_PIXELS = 72_000_000, 120_000_000
# A4 at 350 dots an inch: every letter and stamp can be read, and a phone sends 2 MB, not 12.
LONGEST, QUALITY = 4096, 88
PAGES = 50
SPOOL = 4 * 1024 * 1024

_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Memory is bounded by drawing one picture at a time in a process, however many phones send.
_DRAWING = threading.Lock()
_log = log.get()

Image.init()
Image.MAX_IMAGE_PIXELS = CAMERA_PIXELS
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def clean(received: IO[bytes], out: IO[bytes]) -> str:
    """Draw a photo anew; a TIFF of several pages becomes a PDF. Returns the media type written.

    :raises Unacceptable: ``too_many_pixels``, ``too_many_pages`` or ``broken_photo``.
    """
    try:
        with _DRAWING, Image.open(received, formats=_FORMATS) as picture:
            if picture.format == "TIFF" and getattr(picture, "n_frames", 1) > 1:
                _bind(picture, out)
                return PDF
            _draw(picture, out)
            return JPEG
    except Unacceptable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unacceptable("too_many_pixels", limit=CAMERA_PIXELS) from error
    # Decoders of hostile bytes raise whatever they like.
    except Exception as error:
        _log.info("photo_broken", error=type(error).__name__)
        raise Unacceptable("broken_photo") from error


def _bind(picture: Image.Image, out: IO[bytes]) -> None:
    if getattr(picture, "n_frames", 1) > PAGES:
        raise Unacceptable("too_many_pages", limit=PAGES)
    binder = Binder(out)
    for page in _pages(picture):
        with SpooledTemporaryFile(SPOOL) as drawn:
            _draw(page, cast(IO[bytes], drawn))
            binder.add(cast(IO[bytes], drawn))
    binder.finish()


def _pages(picture: Image.Image) -> Iterator[Image.Image]:
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        # A page drawn from is made small in place; the file itself has to stay as it is.
        _refuse_huge(picture)
        yield picture.copy()


def _refuse_huge(picture: Image.Image) -> None:
    """Refuse what would fill the memory, by the size it says it has, before it is decoded."""
    # Of a progressive JPEG all parts have to be in memory at once.
    plain_camera = picture.format in ("JPEG", "MPO") and not picture.info.get("progressive")
    limit = CAMERA_PIXELS if plain_camera else PIXELS
    if picture.width * picture.height > limit:
        raise Unacceptable("too_many_pixels", limit=limit)


def _draw(picture: Image.Image, out: IO[bytes]) -> None:
    """Write a picture as JPEG, upright, with nothing beside it."""
    _refuse_huge(picture)
    picture.draft(None, _within(picture.size))
    picture.load()
    turn = _turn(picture)
    if picture.mode in ("1", "P", "PA") or picture.mode.startswith(("I", "F")):
        picture = _plain(picture)
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    drawn = _on_white(picture)
    if turn is not None:
        drawn = drawn.transpose(turn)
    drawn.info.clear()
    drawn.save(out, "JPEG", quality=QUALITY, optimize=True)


def _within(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, LONGEST / max(size))
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """Say how the camera was held; one that tells it wrongly held it straight."""
    with suppress(Exception):
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    return None


def _plain(picture: Image.Image) -> Image.Image:
    """Give pixels that can be made smaller smoothly: 8 bits for each colour."""
    if picture.mode.startswith(("I", "F")):
        # Scanners write 16 bits a point; a plain conversion would turn all of that white.
        low, high = picture.convert("F").getextrema()
        top = 65535.0 if isinstance(high, float) and high > 255 else 255.0
        return picture.convert("F").point(lambda value: value * (255.0 / top)).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    return picture.convert("RGBA" if "transparency" in picture.info else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    """Give a picture for JPEG, which knows no transparency: paper is white."""
    if picture.mode in ("RGBA", "LA", "RGBa", "La", "PA"):
        seen = picture.convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
