"""What goes over the line packed: assets when they are built, pages as they are sent.

A packed page tells by its length how well its parts repeat each other (the BREACH attack). So no
page is packed that holds a secret, a token or somebody's name, together with words that whoever
wrote the link has chosen; and the length of every other page with a secret is blurred.
"""

import gzip
import io
import secrets

from flask import Flask, Response, g, request

_SHORT = 512  # bytes; packing less is not worth a header
_EFFORT = 6
_BLUR = 100  # bytes at most
_ASSETS = (("br", ".br"), ("gzip", ".gz"))


def install(app: Flask) -> None:
    """Pack the pages of an app, last of all that is done to them."""
    # Flask calls these in the reverse of the order they came in.
    app.after_request_funcs.setdefault(None, []).insert(0, _pack)


def best() -> tuple[str, str]:
    """Choose how an asset is sent: the encoding's name and the ending of the file built for it."""
    taken = request.accept_encodings
    return next(((name, ending) for name, ending in _ASSETS if taken[name] > 0), ("", ""))


def _pack(answer: Response) -> Response:
    if not _worth_it(answer):
        return answer
    answer.vary.add("Accept-Encoding")
    secret = "citizen" in g or "csrf_token" in g
    if request.accept_encodings["gzip"] <= 0 or (secret and request.query_string):
        return answer
    packed = io.BytesIO()
    # The header of the format has room for a name of any length, which nobody reads.
    name = "x" * secrets.randbelow(_BLUR) if secret else ""
    with gzip.GzipFile(name, "wb", _EFFORT, packed, mtime=0) as page:
        page.write(answer.get_data())
    answer.set_data(packed.getvalue())
    answer.content_encoding = "gzip"
    return answer


def _worth_it(answer: Response) -> bool:
    """Say whether an answer is a whole page; an error repeats addresses, so it goes as it is."""
    return (
        answer.status_code == 200
        and answer.mimetype in ("text/html", "application/json")
        and not answer.is_streamed
        and not answer.direct_passthrough
        and not request.path.startswith("/api/")
        and (answer.calculate_content_length() or 0) >= _SHORT
    )
