"""Hands files and papers out: always to be saved, never to be opened as a page of ours."""

import re
import unicodedata
from urllib.parse import quote

from werkzeug.wrappers import Response

from portal.services import attachments
from portal.services.attachments import Held
from portal.services.vault import Safe
from portal.web.context import rt

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
PDF = "application/pdf"


def send(safe: Safe, file: Held) -> Response:
    """Stream a file of a dossier, opened as it goes."""
    answer = Response(attachments.opened(rt(), safe, file), mimetype=file.media_type)
    answer.content_length = file.size
    return to_be_saved(answer, file.name)


def send_paper(pressed: bytes, name: str) -> Response:
    """Send a paper the portal has pressed."""
    return to_be_saved(Response(pressed, mimetype=PDF), name)


def to_be_saved(answer: Response, name: str) -> Response:
    """Have an answer saved as a file, never shown as a page of ours.

    It is named twice, as RFC 6266 has it: plainly, and as it is written.
    """
    answer.headers.set(
        "Content-Disposition",
        "attachment",
        **{"filename": plain(name), "filename*": f"UTF-8''{quote(name, safe='')}"},
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def plain(name: str) -> str:
    """Write a name in plain letters, for programs that know no others."""
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return _PLAIN.sub("_", letters).strip("._") or "tep"
