"""What is answered: the protocol's headers always, and in words what a citizen can do about it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import g, jsonify
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.http import http_date
from werkzeug.wrappers import Response

from portal import log
from portal.blobs import BlobsAway, BlobsFull
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services.supplements import NotAsked
from portal.services.uploads.pending import Pending, UploadExpired, Wanted
from portal.web.citizen.entry import AlreadySubmitted
from portal.web.citizen.file_wording import FOR_SIZE, away, worded
from portal.web.citizen.tus.protocol import VERSION, Refused

P = ParamSpec("P")
_log = log.get()
_KNOWN: dict[type[Exception], int] = {
    NotFound: 404,
    UploadExpired: 410,
    AlreadySubmitted: 410,
    NotAsked: 410,
    Conflict: 409,
    CSRFError: 400,
    ClientDisconnected: 400,
    RequestEntityTooLarge: 413,
    BlobsFull: 507,
    BlobsAway: 503,
    OperationalError: 503,
}


def speaking(view: Callable[P, Response]) -> Callable[P, Response]:
    """Let a view speak the protocol, whatever comes of it."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            answer = view(*args, **kwargs)
        except Refused as error:
            answer = refused(error)
        except Unacceptable as error:
            answer = turned_away(error)
        except tuple(_KNOWN) as error:
            answer = known(error)
        answer.headers["Tus-Resumable"] = VERSION
        return answer

    return guarded


def plain(status: int, **headers: str) -> Response:
    """Answer without a body; ``upload_offset`` becomes ``Upload-Offset``."""
    answer = Response(status=status)
    for name, value in headers.items():
        answer.headers[name.replace("_", "-").title()] = value
    return answer


def standing(status: int, upload: Pending, **headers: str) -> Response:
    """Answer how far an upload is, and until when it can be gone on with."""
    until = http_date(upload.row.expires_at)
    answer = plain(status, upload_offset=str(upload.received), **headers)
    if not upload.done:
        answer.headers["Upload-Expires"] = until
    answer.headers["Cache-Control"] = "no-store"
    return answer


def about(wanted: Wanted, field: str) -> None:
    """Note what this request is about, for an answer that has to name it."""
    g.upload_wanted, g.upload_field = wanted, field


def refused(error: Refused) -> Response:
    """Answer a request that breaks the protocol."""
    answer = _told(error.status, "protocol", error.reason)
    if error.status == 412:
        answer.headers["Tus-Version"] = VERSION
    return answer


def turned_away(error: Unacceptable) -> Response:
    """Answer for a file that cannot be taken."""
    wanted = g.get("upload_wanted")
    name, length = (wanted.name, wanted.length) if wanted else (_("tệp không tên"), 0)
    status = 413 if error.reason in FOR_SIZE else 422
    return _told(status, error.reason, worded(error, name, length))


def known(error: Exception) -> Response:
    """Answer what is foreseen: nothing there, somebody quicker, no room."""
    status = next(code for kind, code in _KNOWN.items() if isinstance(error, kind))
    wanted = g.get("upload_wanted")
    name = wanted.name if wanted else ""
    if status >= 500:
        _log.error("upload_not_kept", status=status, error=type(error).__name__)
        return _told(status, "full" if status == 507 else "away", away(name, full=status == 507))
    gone = _("Không còn phần đã tải lên của tệp này. Chọn lại tệp để tải từ đầu")
    reason = HTTPStatus(status).phrase.lower().replace(" ", "_")
    return _told(status, reason, gone if status in (404, 410) else "")


def signed_out() -> Response:
    """Answer a browser in which nobody is signed in any more."""
    told = _("Phiên làm việc đã hết hạn. Đăng nhập lại rồi chọn tệp để tải tiếp")
    return _told(401, "signed_out", told)


def _told(status: int, reason: str, words: str) -> Response:
    wanted = g.get("upload_wanted")
    answer: Response = jsonify(
        error=reason,
        message=str(words),
        field=g.get("upload_field", ""),
        file=wanted.name if wanted else "",
    )
    # Python's list of statuses ends before the protocol's own.
    answer.status = "460 Checksum Mismatch" if status == 460 else str(status)
    return answer
