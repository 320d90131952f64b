"""Draws one page of a file that came from outside, in a process of its own that may fall.

Run as ``python -I child.py PAGE LONGEST``: the file on standard input; on standard output a line
of JSON (how many pages) and the page as JPEG. It reads no file, opens no connection, runs nothing
of what it draws. The exit code says what is wrong, as ``portal.services.viewing.drawing`` reads it.
"""

import io
import json
import resource
import sys

import pypdfium2
from PIL import Image

MEMORY, SECONDS = 1_000_000_000, 15
BROKEN, LOCKED, NO_PAGE, TOO_HEAVY = 3, 4, 5, 6
_PIXELS = 120_000_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def main() -> int:
    """Draw the page that is asked for."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    Image.MAX_IMAGE_PIXELS = _PIXELS
    number, longest = int(sys.argv[1]), int(sys.argv[2])
    data = sys.stdin.buffer.read()
    try:
        pages, drawn = _drawn(data, number, longest)
    except IndexError:
        return NO_PAGE
    except pypdfium2.PdfiumError as error:
        return LOCKED if error.err_code == _PASSWORD else BROKEN
    except (MemoryError, Image.DecompressionBombError):
        return TOO_HEAVY
    except Exception:
        # Decoders of hostile bytes raise whatever they like.
        return BROKEN
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + drawn)
    return 0


def _drawn(data: bytes, number: int, longest: int) -> tuple[int, bytes]:
    if b"%PDF-" in data[:1024]:
        pages, picture = _page(data, number, longest)
    else:
        pages, picture = _picture(data, number)
    picture.thumbnail((longest, longest))
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=85)
    return pages, out.getvalue()


def _page(data: bytes, number: int, longest: int) -> tuple[int, Image.Image]:
    opened = pypdfium2.PdfDocument(data)
    pages = len(opened)
    if not 1 <= number <= pages:
        raise IndexError(number)
    page = opened[number - 1]
    # A page may say that it is as wide as a street: it is drawn as large as a screen shows.
    scale = longest / max(*page.get_size(), 1)
    return pages, page.render(scale=scale).to_pil()


def _picture(data: bytes, number: int) -> tuple[int, Image.Image]:
    if number != 1:
        raise IndexError(number)
    picture: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    return 1, picture


if __name__ == "__main__":
    sys.exit(main())
