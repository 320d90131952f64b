"""What is shown when something goes wrong: a page, or JSON for programs, never a traceback."""

from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateNotFound
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

from connectors.errors import Misconfigured
from portal import log
from portal.blobs import FULL, BlobsAway, BlobsFull
from portal.domain.errors import (
    Conflict,
    DraftIncomplete,
    IllegalMove,
    NotFound,
    Unacceptable,
    Unstorable,
)
from portal.papers.press import NotPressed
from portal.web.api import problems
from portal.web.api.problems import Problem

_log = log.get()
_STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    Conflict: 409,
    IllegalMove: 409,
    DraftIncomplete: 422,
    Unacceptable: 422,
    Unstorable: 400,
    OperationalError: 503,
    BlobsFull: 507,
    BlobsAway: 503,
    Misconfigured: 503,
}
# Seconds after which a program may ask again what we could not answer now.
_AGAIN = "60"
_AWAY: dict[type[Exception], str] = {
    BlobsAway: "store_unavailable",
    BlobsFull: "store_unavailable",
    Misconfigured: "connector_misconfigured",
}
_WITH_PAGE = frozenset({400, 403, 404, 413, 429, 500, 503, 507})


def install(app: Flask) -> None:
    """Give every error an answer."""
    for error in _STATUS:
        app.register_error_handler(error, _ours)
    app.register_error_handler(Problem, problems.answer)
    app.register_error_handler(CSRFError, lambda error: answer(400))
    app.register_error_handler(NotPressed, _unpressed)
    app.register_error_handler(OSError, _system)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _ours(error: Exception) -> Response:
    status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
    if isinstance(error, Unstorable):
        # Whoever sent it is told; the door that let it through is ours to mend.
        _log.error("unstorable_text", exc_info=error)
    if status >= 503:
        _log.error(_AWAY.get(type(error), "database_unavailable"), error=str(error))
    return answer(status)


def _system(error: OSError) -> Response:
    """Say so when there is no room for what was sent, be it only while it is looked at."""
    if error.errno not in FULL:
        return _unforeseen(error)
    _log.error("no_room", error=str(error))
    return answer(507)


def _unpressed(error: NotPressed) -> Response:
    """Say that a paper cannot be had just now, and that nothing else is touched by it."""
    _log.exception("paper_not_pressed", exc_info=error)
    if request.path.startswith("/api/"):
        return answer(503)
    return Response(_page("paper", g.get("request_id", "")), 503, mimetype="text/html")


def _http(error: HTTPException) -> Response:
    made = answer(error.code or 500)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        made.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return made


def _unforeseen(error: Exception) -> Response:
    _log.exception("unforeseen", exc_info=error)
    return answer(500)


def answer(status: int) -> Response:
    """Make the answer to an error: a page, or problem JSON for the API (RFC 9457)."""
    reference = g.get("request_id", "")
    if request.path.startswith("/api/"):
        headers = {"Retry-After": _AGAIN} if status == 503 else {}
        return problems.answer(Problem(status, headers=headers))
    shown = status if status in _WITH_PAGE else 500 if status >= 500 else 400
    return Response(_page(shown, reference), status, mimetype="text/html")


def _page(status: int | str, reference: str) -> str:
    try:
        return render_template(f"errors/{status}.html", reference=reference)
    except TemplateNotFound:
        return render_template("errors/500.html", reference=reference)
